import { useSignal } from "@preact/signals";
import type { Currency } from "../../../../contract/money/money.ts";
import { Icon } from "../../../components/icon.tsx";
import { money, signedMoney } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { AmountField } from "../money/amount-field.tsx";
import { type NoteCount, sumOf } from "../money/cash.ts";
import { NoteCounter } from "../money/note-counter.tsx";
import type { CountedLine } from "./shift-count.ts";

type CountLineProps = {
  line: CountedLine;
  currency: Currency;
  onCount: (amountMinor: number | null) => void;
};

/** One tender: what was counted, and how far that is from what has to be there. */
export function CountLine({ line, currency, onCount }: CountLineProps) {
  const w = words().counter;
  const { kind, expectedMinor, countedMinor, differenceMinor } = line;
  const notes = useSignal<NoteCount[] | null>(null);
  const of = (amount: number) => money({ amount, currency }, language.value);
  return (
    <fieldset class="tally">
      <legend class="sr">{w.tender.kinds[kind]}</legend>
      <AmountField
        id={`count-${kind}`}
        label={w.tender.kinds[kind]}
        help={w.shift.expected(of(expectedMinor))}
        currency={currency}
        isSigned={kind !== "cash"}
        amountMinor={countedMinor}
        onChange={(amount) => {
          notes.value = null;
          onCount(amount);
        }}
      />
      {kind === "cash" ? (
        <>
          <button
            class="btn btn--quiet btn--sm"
            type="button"
            aria-expanded={notes.value !== null}
            onClick={() => (notes.value = notes.value ? null : [])}
          >
            {w.start.byNote}
          </button>
          {notes.value ? (
            <NoteCounter
              currency={currency}
              counts={notes.value}
              onChange={(counts) => {
                notes.value = counts;
                onCount(sumOf(counts));
              }}
            />
          ) : null}
        </>
      ) : (
        <button class="btn btn--quiet btn--sm" type="button" onClick={() => onCount(expectedMinor)}>
          {w.shift.same}
        </button>
      )}
      {differenceMinor === null ? null : differenceMinor === 0 ? (
        <p class="tally__result c-ok">
          <Icon name="check" size={20} />
          {w.shift.exact}
        </p>
      ) : (
        <p class="tally__result tally__result--off">
          <Icon name="alert" size={20} />
          {w.shift.off(signedMoney({ amount: differenceMinor, currency }, language.value))}
        </p>
      )}
    </fieldset>
  );
}
