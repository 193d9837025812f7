import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import { seatCode } from "../../contract/live/live.ts";
import { isReserved } from "../../contract/plan/seat-places.ts";
import { asApiError } from "../api/problem.ts";
import { Amount } from "../components/amount.tsx";
import { focusText, useFocusAfter } from "../components/heading-focus.ts";
import { Icon } from "../components/icon.tsx";
import { MoreTime } from "./more-time-switch.tsx";
import { allIn } from "../concert/price-list.tsx";
import { problemText } from "../components/feedback/trouble.tsx";
import { ZoneMark } from "../concert/zone-mark.tsx";
import { addMoney, money } from "../i18n/format.ts";
import { seatText } from "../../contract/plan/seat-names.ts";
import { type Hall, outlookOf } from "../seat-map/hall.ts";
import type { LiveSeats } from "../seat-map/live-seats.ts";
import { language, words } from "../state/language.ts";
import { wantsMoreTime } from "./more-time.ts";
import { showToast } from "../state/toast.ts";
import type { Sale } from "./sale.ts";
import { SeatOutlook } from "./chooser/seat-outlook.tsx";
import type { Selection } from "./selection.ts";

type TrayProps = {
  sale: Sale;
  hall: Hall;
  schedule: Schedule;
  selection: Selection;
  live: LiveSeats;
  /** The link to the waitlist. */
  waitPath: string | null;
  /** The quick way to something in it. */
  children: ComponentChildren;
};

/** Choosing a marked wheelchair space counts as asking for one. */
const wantedOf = ({ places }: Hall, chosen: readonly number[]) => ({
  seats: [...chosen].sort((a, b) => a - b),
  accessible: chosen.some((seat) => isReserved(places.flags[seat] ?? 0)),
});

/** The chosen seats, their total, and the one next step. */
export function Tray({ sale, hall, schedule, selection, live, waitPath, children }: TrayProps) {
  const w = words().choose;
  const isOut = useComputed(() => live.statuses.value?.includes(seatCode.available) === false);
  const chosen = selection.listed.value;
  const [first] = chosen;
  const isAllStanding = hall.plan.sections.length === 0;
  const total = totalOf(hall, schedule, chosen);
  const isPaused = sale.pause.now.value !== null;
  const ref = useRef<HTMLElement>(null);
  const at = useRef(0);
  const drops = () => [...(ref.current?.querySelectorAll("li button") ?? [])] as HTMLElement[];
  const pressing = useFocusAfter(chosen, () => {
    const next = drops().at(at.current) ?? drops().at(-1);
    if (next) next.focus();
    else focusText(ref.current?.querySelector("h2") ?? null);
  });
  return (
    <aside
      ref={ref}
      class={`tray ${first === undefined ? "tray--empty" : ""}`}
      aria-label={w.tray}
      onClickCapture={(event) => {
        const pressed = pressing(event);
        at.current = Math.max(
          0,
          drops().findIndex((each) => each === pressed),
        );
      }}
    >
      <Head hall={hall} selection={selection} />
      {first === undefined ? (
        <p class="c-2 t-14">
          {isOut.value
            ? words().map.noneLeft
            : (isAllStanding ? w.trayEmptyStanding : w.trayEmpty)(schedule.seatsPerAccount)}
        </p>
      ) : null}
      {first !== undefined || !isOut.value ? (
        children
      ) : waitPath === null ? null : (
        <a class="btn btn--secondary best__go" href={waitPath}>
          {words().waitlist.join}
        </a>
      )}
      {first === undefined ? (
        <MoreTime
          holdMs={schedule.holdMs}
          onChange={() => {
            if (wantsMoreTime.peek()) sale.takeMoreTime().catch(showTrouble);
          }}
        />
      ) : (
        <ul class="pick">
          {chosen.map((seat) => (
            <PickedSeat key={seat} hall={hall} seat={seat} onDrop={() => selection.touch(seat)} />
          ))}
        </ul>
      )}
      {first === undefined || isStanding(hall, first) ? null : (
        <SeatOutlook hall={hall} seat={first} />
      )}
      <div class="tray__foot">
        {first === undefined ? null : <Sum hall={hall} schedule={schedule} chosen={chosen} />}
        <p class="sr" role="status">
          {first !== undefined
            ? w.spoken(chosen.length, money(total, language.value))
            : isOut.value
              ? words().map.noneLeft
              : ""}
        </p>
        <button
          class="btn btn--primary btn--lg btn--block tray__go"
          type="button"
          disabled={first === undefined || live.isStale.value || isPaused}
          aria-busy={selection.isHolding.value}
          onClick={() => void selection.hold(wantedOf(hall, chosen))}
        >
          <span>
            {first === undefined
              ? isAllStanding
                ? w.holdNoneStanding
                : w.holdNone
              : isPaused
                ? words().pause.go
                : w.hold(<Amount of={total} />)}
          </span>
        </button>
      </div>
    </aside>
  );
}

/** A standing area has no view, since a fan's position within it is unknown. */
const isStanding = (hall: Hall, seat: number) => hall.nameOf(seat).row === "";

function totalOf(hall: Hall, schedule: Schedule, chosen: readonly number[], part = allIn) {
  const zones = chosen.flatMap((seat) => hall.zoneOf(seat) ?? []);
  return addMoney(zones.map(part), schedule.zones[0]?.price.currency ?? "KRW");
}

function Head({ hall, selection }: Pick<TrayProps, "hall" | "selection">) {
  const w = words();
  const chosen = selection.listed.value;
  const [first] = chosen;
  const far = first === undefined || isStanding(hall, first) ? null : outlookOf(hall, first);
  return (
    <div class="tray__head">
      <h2 class="t-18">
        {w.choose.tray} <span class="num">{chosen.length > 0 ? chosen.length : ""}</span>
        {far ? (
          <small class="tray__far t-12 c-2 num">
            · {w.pick.away(w.pick.side[far.side], far.meters)}
          </small>
        ) : null}
      </h2>
      {first !== undefined ? (
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          onClick={() => {
            selection.chosen.value = [];
          }}
        >
          {w.choose.clear}
        </button>
      ) : null}
    </div>
  );
}

type SumProps = Pick<TrayProps, "hall" | "schedule"> & { chosen: readonly number[] };

function Sum({ hall, schedule, chosen }: SumProps) {
  const w = words().choose;
  return (
    <dl class="sum tray__sum">
      <div>
        <dt>{w.feesIn}</dt>
        <dd>
          <Amount of={totalOf(hall, schedule, chosen, ({ fee }) => fee)} />
        </dd>
      </div>
      <div class="sum__total">
        <dt>{w.total}</dt>
        <dd>
          <Amount of={totalOf(hall, schedule, chosen)} />
        </dd>
      </div>
    </dl>
  );
}

const showTrouble = (thrown: unknown) => showToast({ text: problemText(asApiError(thrown)) });

function PickedSeat({ hall, seat, onDrop }: { hall: Hall; seat: number; onDrop: () => void }) {
  const s = words().seat;
  const zone = hall.zoneOf(seat);
  const name = seatText(hall.nameOf(seat), language.value);
  const { isAccessible, isCompanion, isRestricted } = hall.flagsOf(seat);
  return (
    <li>
      {zone ? <ZoneMark color={zone.color} name={zone.name.en} /> : <span />}
      <span class="semi">
        {name}
        {isRestricted ? <small class="pick__flag">{s.restricted}</small> : null}
        {isAccessible || isCompanion ? (
          <small class="c-2">{isAccessible ? s.accessible : s.companion}</small>
        ) : null}
      </span>
      {zone ? <Amount of={allIn(zone)} /> : null}
      <button
        class="icon-btn"
        type="button"
        aria-label={words().choose.drop(name)}
        onClick={onDrop}
      >
        <Icon name="close" size={20} />
      </button>
    </li>
  );
}
