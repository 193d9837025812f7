import { useSignal } from "@preact/signals";
import { count } from "../../i18n/format.ts";
import type { Part } from "../../seat-map/hall.ts";
import { language, local, words } from "../../state/language.ts";
import type { StaffHall } from "./staff-hall.ts";

type StandingChoiceProps = {
  staff: StaffHall;
  part: Part;
  onSeats: (seats: readonly number[]) => void;
};

/** Takes the lowest free numbers of a standing area. */
export function StandingChoice({ staff: { seats }, part, onSeats }: StandingChoiceProps) {
  const [w, lang] = [words().staffMap, language.value];
  const wanted = useSignal(1);
  const free = seats.freeOf(part.firstOrdinal, part.end) ?? 0;
  const take = () => {
    const found: number[] = [];
    for (let seat = part.firstOrdinal; seat < part.end && found.length < wanted.value; seat++)
      if (seats.kindAt(seat) === "free") found.push(seat);
    onSeats(found);
  };
  return (
    <form
      class="smap__standing"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <div class="field">
        <label for="standing-count">
          {local(part.label)} ·{" "}
          {w.freeOf(count(free, lang), count(part.end - part.firstOrdinal, lang))}
        </label>
        <input
          class="input"
          id="standing-count"
          type="number"
          min={1}
          max={Math.max(1, free)}
          value={wanted.value}
          onInput={(event) => (wanted.value = event.currentTarget.valueAsNumber || 1)}
        />
      </div>
      <button class="btn btn--secondary" type="submit" disabled={free === 0}>
        {w.takeLowest(count(wanted.value, lang))}
      </button>
    </form>
  );
}
