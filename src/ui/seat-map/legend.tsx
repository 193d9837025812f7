import { words } from "../state/language.ts";
import type { Hall } from "./hall.ts";
import { SeatShape } from "./drawing/seat-shape.tsx";

export function Legend({ hall }: { hall: Hall }) {
  const w = words().seat;
  const has = (bit: number) => hall.places.flags.some((flags) => (flags & bit) !== 0);
  return (
    // It scrolls sideways on a phone, and by keyboard too.
    <ul class="legend" aria-label={w.legend} tabIndex={0}>
      <li>
        <SeatShape look="available" color={1} />
        {w.available}
      </li>
      <li>
        <SeatShape look="mine" color={1} />
        {w.mine}
      </li>
      <li>
        <SeatShape look="held" color={1} />
        {w.held}
      </li>
      <li>
        <SeatShape look="taken" color={1} />
        {w.taken}
      </li>
      {has(1) ? (
        <li>
          <SeatShape look="available" color={1} isAccessible />
          {w.accessible}
        </li>
      ) : null}
      {has(2) ? (
        <li>
          <SeatShape look="available" color={1} isCompanion />
          {w.companion}
        </li>
      ) : null}
      {has(4) ? (
        <li>
          <SeatShape look="available" color={1} isRestricted />
          {w.restricted}
        </li>
      ) : null}
    </ul>
  );
}
