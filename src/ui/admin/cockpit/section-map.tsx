import { useSignal } from "@preact/signals";
import type { CockpitFrame, Filling } from "../../../contract/live/cockpit.ts";
import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { momentText } from "../parts/moment.tsx";
import { Table } from "../parts/table.tsx";
import { percentText } from "./failures-card.tsx";
import type { Closed } from "./controls/section-state.ts";
import { depthOf, labelOf, type Part, partsOf, shareOf, steps } from "./section-fill.ts";

type SectionMapProps = {
  plan: SeatPlan;
  sections: CockpitFrame["sections"];
  past: Filling["samples"];
  closed: readonly Closed[];
};

/** How full each section is, now or at any time of the sale, as a picture and as a table. */
export function SectionMap({ plan, sections, past, closed }: SectionMapProps) {
  const w = words().cockpit;
  const lang = language.value;
  /** The time of a sample; null for now. New samples do not move it. */
  const shownAt = useSignal<string | null>(null);
  const chosen = past.findIndex(({ at }) => at === shownAt.value);
  const sample = past[chosen] ?? null;
  const parts = partsOf(
    plan,
    sections,
    sample,
    closed.map(({ section }) => section),
  );
  const timeText = sample ? momentText(sample.at, lang) : w.sectionsNow;
  return (
    <section class="adm__card" aria-labelledby="sections">
      <div class="between">
        <h2 id="sections">{w.sections}</h2>
        <span class="t-12 c-2 num">{timeText}</span>
      </div>
      <Picture plan={plan} parts={parts} />
      <Ramp />
      {past.length > 1 ? (
        <div class="ck__time">
          <label class="t-14 c-2" for="fill-time">
            {w.sectionsAt}
          </label>
          <input
            id="fill-time"
            type="range"
            min={0}
            max={past.length}
            value={sample ? chosen : past.length}
            aria-valuetext={timeText}
            onInput={(event) => {
              shownAt.value = past[Number(event.currentTarget.value)]?.at ?? null;
            }}
          />
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            disabled={sample === null}
            onClick={() => (shownAt.value = null)}
          >
            {w.toNow}
          </button>
        </div>
      ) : null}
      <details>
        <summary class="t-14 c-2">{words().adminQueue.asTable}</summary>
        <Table
          name={w.sections}
          head={[w.section, `>${w.share}`, `>${w.sold}`, `>${w.held}`, `>${w.free}`]}
        >
          {parts.map((part) => {
            const [free, held, sold] = part.counts;
            return (
              <tr key={part.id}>
                <td>{part.id}</td>
                <td class="right num">{shareText(part, lang)}</td>
                <td class="right num">{count(sold, lang)}</td>
                <td class="right num">{count(held, lang)}</td>
                <td class="right num">{count(free, lang)}</td>
              </tr>
            );
          })}
        </Table>
      </details>
    </section>
  );
}

function shareText({ counts, isClosed }: Part, lang: string): string {
  if (isClosed) return words().cockpit.closed;
  const share = shareOf(counts);
  if (share === null) return "–";
  return percentText(Math.floor(share * 100) / 100, lang);
}

function Picture({ plan, parts }: { plan: SeatPlan; parts: Part[] }) {
  const w = words().cockpit;
  const lang = language.value;
  const [x0, y0, x1, y1] = plan.bounds;
  const largest = (x1 - x0) / 28;
  const least = (x1 - x0) / 60;
  const fullest = [...parts]
    .sort((a, b) => (shareOf(b.counts) ?? -1) - (shareOf(a.counts) ?? -1))
    .slice(0, 5)
    .map((part) => `${part.id} ${shareText(part, lang)}`);
  return (
    <svg
      class="ck__map"
      viewBox={`${x0} ${y0} ${x1 - x0} ${y1 - y0}`}
      role="img"
      aria-label={w.sectionsLabel(fullest.join(", "))}
    >
      {plan.stage.map(({ outline, label }, index) => {
        const { x, y, size } = labelOf(outline);
        return (
          <g key={index} class="ck__ground">
            <polygon points={outline.join(" ")} />
            <text x={x} y={y} font-size={Math.min(size, largest)}>
              {local(label)}
            </text>
          </g>
        );
      })}
      {parts.map((part) => {
        const { id, outline } = part;
        const { x, y, size } = labelOf(outline);
        const height = Math.min(size, largest);
        return (
          <g key={id} class={`ck__part ck__part--${depthOf(part)}`}>
            <polygon points={outline.join(" ")} />
            {height < least ? null : (
              <>
                <text x={x} y={y - height * 0.15} font-size={height} font-weight="600">
                  {id}
                </text>
                <text x={x} y={y + height * 0.95} font-size={height * 0.9}>
                  {shareText(part, lang)}
                </text>
              </>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function Ramp() {
  const w = words().cockpit;
  const [first] = steps;
  const names = [w.under(first * 100), ...steps.map((step) => `${step * 100}%`), w.soldOut];
  return (
    <div class="ck__ramp">
      {names.map((name, index) => (
        <span key={name}>
          <i class={`ck__part--${index + 1}`} />
          {name}
        </span>
      ))}
    </div>
  );
}
