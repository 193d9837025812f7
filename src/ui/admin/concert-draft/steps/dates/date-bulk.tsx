import { useSignal } from "@preact/signals";
import { words, local } from "../../../../state/language.ts";
import { Dialog } from "../../../../components/dialog.tsx";
import { changed, type DateChange, removed } from "../../editing/date-rows.ts";
import type { StepProps } from "../../editing/setting.ts";
import { ChoiceField } from "../../fields/value-fields.tsx";
import { CastChoice } from "./cast-choice.tsx";

type DateBulkProps = StepProps & { keys: ReadonlySet<string>; onDone: () => void };

const unchanged = "unchanged";
const usual = "usual";

/** What can be done to several dates at once. */
export function DateBulk({ editing, keys, onDone }: DateBulkProps) {
  const w = words().concertDraft.dates;
  const isCasting = useSignal(false);
  const { priceLists, sale, cast } = editing.document.value;
  const change = (to: DateChange) =>
    editing.change((before) => ({ ...before, dates: changed(before.dates, keys, to) }));
  const idOf = (value: string) => (value === usual ? null : value);
  return (
    <div class="draft__bulk" role="group" aria-label={w.bulk(keys.size)}>
      <b class="num">{w.bulk(keys.size)}</b>
      <ChoiceField
        id="bulk-price-list"
        label={w.priceList}
        isBare
        value={unchanged}
        onChange={(id) => change({ priceListId: idOf(id) })}
      >
        <option value={unchanged}>{w.priceList}</option>
        {priceLists.map(({ id, name }, index) => (
          <option key={id} value={index === 0 ? usual : id}>
            {local(name)}
          </option>
        ))}
      </ChoiceField>
      {sale.phases.length > 0 ? (
        <ChoiceField
          id="bulk-phase"
          label={w.phase}
          isBare
          value={unchanged}
          onChange={(id) => change({ phaseId: idOf(id) })}
        >
          <option value={unchanged}>{w.phase}</option>
          <option value={usual}>{w.usual}</option>
          {sale.phases.map(({ id, name }) => (
            <option key={id} value={id}>
              {local(name)}
            </option>
          ))}
        </ChoiceField>
      ) : null}
      {cast.length > 0 ? (
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          onClick={() => (isCasting.value = true)}
        >
          {w.cast}
        </button>
      ) : null}
      <button
        class="btn btn--quiet btn--sm"
        type="button"
        onClick={() => change({ isSold: false })}
      >
        {w.doNotSell}
      </button>
      <button class="btn btn--quiet btn--sm" type="button" onClick={() => change({ isSold: true })}>
        {w.sell}
      </button>
      <button
        class="btn btn--quiet btn--sm"
        type="button"
        onClick={() => {
          editing.change((before) => ({ ...before, dates: removed(before.dates, keys) }));
          onDone();
        }}
      >
        {w.leaveOut}
      </button>
      {isCasting.value ? (
        <Dialog title={w.cast} onClose={() => (isCasting.value = false)}>
          <CastChoice
            cast={cast}
            chosen={null}
            onChoose={(castIds) => {
              change({ castIds });
            }}
          />
          <button class="btn btn--primary" type="button" onClick={() => (isCasting.value = false)}>
            {w.done}
          </button>
        </Dialog>
      ) : null}
    </div>
  );
}
