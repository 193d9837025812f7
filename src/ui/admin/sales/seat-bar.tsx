import type { WatchedSale } from "../../../contract/admin/sales.ts";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";

type SeatBarProps = {
  schedule: Pick<WatchedSale["schedule"], "seatCount" | "sold">;
  live: WatchedSale["live"];
};

/** Sold, held and free seats as a bar and as text. Only the object knows the held ones. */
export function SeatBar({ schedule, live }: SeatBarProps) {
  const w = words().adminSale;
  const { seatCount, sold } = schedule;
  const held = live ? Math.max(0, seatCount - sold - live.seatsLeft) : null;
  const free = seatCount - sold - (held ?? 0);
  const lang = language.value;
  const share = (seats: number) => `${(seats / Math.max(1, seatCount)) * 100}%`;
  return (
    <div class="adm__seats">
      <div class="adm__bar" aria-hidden="true">
        <i class="is-sold" style={{ width: share(sold) }} />
        <i class="is-held" style={{ width: share(held ?? 0) }} />
      </div>
      <p class="t-12 c-2 nowrap">
        {w.sold} <b>{count(sold, lang)}</b>
        {held === null ? null : (
          <>
            {" · "}
            {w.held} <b>{count(held, lang)}</b>
          </>
        )}
        {" · "}
        {w.free} <b>{count(free, lang)}</b>
      </p>
    </div>
  );
}
