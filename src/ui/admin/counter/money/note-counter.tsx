import "./notes.css";
import type { Currency } from "../../../../contract/money/money.ts";
import { money } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { denominations, type NoteCount, sumOf } from "./cash.ts";

type NoteCounterProps = {
  currency: Currency;
  counts: readonly NoteCount[];
  onChange: (counts: NoteCount[]) => void;
};

const countMax = 99_999;

/** How many of each note and coin lie in the drawer, with their sum. */
export function NoteCounter({ currency, counts, onChange }: NoteCounterProps) {
  const w = words().counter.start;
  const of = (amount: number) => money({ amount, currency }, language.value);
  const change = (minor: number, text: string) => {
    const count = Math.min(countMax, Math.max(0, Math.trunc(Number(text) || 0)));
    const others = counts.filter((each) => each.minor !== minor);
    onChange(count === 0 ? others : [...others, { minor, count }]);
  };
  return (
    <div class="notes">
      {denominations[currency].map((minor) => {
        const count = counts.find((each) => each.minor === minor)?.count ?? 0;
        return (
          <label key={minor} class="notes__row">
            <span>{of(minor)}</span>
            <input
              class="input"
              type="text"
              inputMode="numeric"
              aria-label={w.noteCount(of(minor))}
              value={count === 0 ? "" : String(count)}
              placeholder="0"
              onInput={(event) => change(minor, event.currentTarget.value)}
            />
            <span class="notes__sum">{of(minor * count)}</span>
          </label>
        );
      })}
      <p class="notes__row notes__total">
        <span>{w.sum}</span>
        <b>{of(sumOf(counts))}</b>
      </p>
    </div>
  );
}
