import type { StockBlock } from "../../../contract/admin/stock/stock.ts";
import { When } from "../../components/when.tsx";
import { sectionOf } from "../cockpit/controls/section-state.ts";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { Ago } from "../parts/moment.tsx";
import { BlockMark } from "./block-mark.tsx";
import { nameOf } from "../staff-map/block-name.ts";

type BlockListProps = {
  blocks: readonly StockBlock[];
  timeZone: string;
  chosen: string | null;
  mayEdit: boolean;
  onChoose: (block: StockBlock) => void;
  onAct: (act: "change" | "release", block: StockBlock) => void;
};

/** The blocks of a date, each with what is left of it and when its seats go on sale. */
export function BlockList({ blocks, ...props }: BlockListProps) {
  const w = words().adminStock;
  if (blocks.length === 0) return <p class="c-2">{w.none}</p>;
  return (
    <ul class="stock__blocks">
      {blocks.map((block) => (
        <Line key={block.id} block={block} {...props} />
      ))}
    </ul>
  );
}

type LineProps = Omit<BlockListProps, "blocks"> & { block: StockBlock };

function Line({ block, timeZone, chosen, mayEdit, onChoose, onAct }: LineProps) {
  const [w, lang] = [words().adminStock, language.value];
  const { counts, note, releaseAt, id } = block;
  const name = nameOf(block, words());
  const section = sectionOf(note);
  return (
    <li class="stock__block">
      <button
        class="stock__name"
        type="button"
        aria-pressed={chosen === id}
        onClick={() => onChoose(block)}
      >
        <BlockMark kind={block.kind} />
        <span>
          <b>{name}</b>
          {note ? (
            <span class="t-14 c-2 stock__note">
              {section === null ? note : w.closedSection(section)}
            </span>
          ) : null}
          <span class="t-14 c-2 num">
            {w.seats(count(counts.free, lang), counts.free)}
            {counts.held > 0 ? ` · ${w.touched.held(count(counts.held, lang))}` : ""}
            {counts.sold > 0 ? ` · ${w.touched.sold(count(counts.sold, lang))}` : ""}
          </span>
        </span>
      </button>
      <p class="t-14 stock__release">
        {releaseAt ? (
          <>
            {w.releases} <When time={releaseAt} timeZone={timeZone} /> (<Ago time={releaseAt} />)
          </>
        ) : block.kind === "killed" ? null : (
          <span class="c-3">{w.noRelease}</span>
        )}
      </p>
      {mayEdit ? (
        <p class="stock__acts">
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            aria-label={`${w.change}: ${name}`}
            onClick={() => onAct("change", block)}
          >
            {w.change}
          </button>
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            aria-label={`${w.release}: ${name}`}
            onClick={() => onAct("release", block)}
          >
            {w.release}
          </button>
        </p>
      ) : null}
    </li>
  );
}
