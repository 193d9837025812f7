import { words } from "../../../state/language.ts";
import { CounterIcon } from "../screen/counter-icon.tsx";
import { typed } from "./cash.ts";

const digits = ["1", "2", "3", "00", "4", "5", "6", "0", "7", "8", "9"];

/** Large keys for an amount, for a tablet without a keyboard. */
export function Keypad({ amountMinor, onChange }: KeypadProps) {
  const w = words().counter.tender;
  return (
    <div class="keypad" role="group" aria-label={w.digits}>
      {digits.map((digit) => (
        <button key={digit} type="button" onClick={() => onChange(typed(amountMinor, digit))}>
          {digit}
        </button>
      ))}
      <button
        type="button"
        aria-label={w.back}
        onClick={() => onChange(typed(amountMinor, "back"))}
      >
        <CounterIcon name="back" />
      </button>
    </div>
  );
}

type KeypadProps = { amountMinor: number; onChange: (amountMinor: number) => void };
