import type { ComponentChildren } from "preact";
import type { Schedule } from "../../contract/concerts.ts";
import { asApiError } from "../api/problem.ts";
import { Amount } from "../components/amount.tsx";
import { Icon } from "../components/icon.tsx";
import { MoreTime } from "../components/more-time.tsx";
import { allIn } from "../components/price-list.tsx";
import { problemText } from "../components/trouble.tsx";
import { ZoneMark } from "../components/zone-mark.tsx";
import { addMoney, money } from "../i18n/format.ts";
import { seatText } from "../../contract/seat-names.ts";
import type { Hall } from "../seat-map/hall.ts";
import type { LiveSeats } from "../seat-map/live-seats.ts";
import { language, words } from "../state/language.ts";
import { wantsMoreTime } from "../state/more-time.ts";
import { showToast } from "../state/toast.ts";
import { LonelyNote } from "./lonely-note.tsx";
import type { Sale } from "./sale.ts";
import { SeatOutlook } from "./seat-outlook.tsx";
import type { Selection } from "./selection.ts";

type TrayProps = {
  sale: Sale;
  hall: Hall;
  schedule: Schedule;
  selection: Selection;
  live: LiveSeats;
  /** The quick way to something in it. */
  children: ComponentChildren;
};

/** What is chosen, what it costs in all, and the one way on. */
export function Tray({ sale, hall, schedule, selection, live, children }: TrayProps) {
  const w = words().choose;
  const chosen = selection.chosen.value;
  const currency = schedule.zones[0]?.price.currency ?? "KRW";
  const zones = chosen.flatMap((seat) => hall.zoneOf(seat) ?? []);
  const total = addMoney(zones.map(allIn), currency);
  const fees = addMoney(
    zones.map(({ fee }) => fee),
    currency,
  );
  return (
    <aside class={`tray ${chosen.length === 0 ? "tray--empty" : ""}`} aria-label={w.tray}>
      <div class="between">
        <h2 class="t-18">
          {w.tray} <span class="num">{chosen.length > 0 ? chosen.length : ""}</span>
        </h2>
        {chosen.length > 0 ? (
          <button
            class="btn btn--quiet btn--sm"
            type="button"
            onClick={() => {
              selection.chosen.value = [];
            }}
          >
            {w.clear}
          </button>
        ) : null}
      </div>
      {chosen.length === 0 ? (
        <>
          <p class="c-2 t-14">{w.trayEmpty(schedule.seatsPerAccount)}</p>
          <MoreTime
            holdMs={schedule.holdMs}
            onChange={() => {
              if (wantsMoreTime.peek()) sale.takeMoreTime().catch(showTrouble);
            }}
          />
        </>
      ) : (
        <ul class="pick">
          {chosen.map((seat) => (
            <Pick key={seat} hall={hall} seat={seat} onDrop={() => selection.touch(seat)} />
          ))}
        </ul>
      )}
      <LonelyNote hall={hall} live={live} selection={selection} />
      {chosen[0] === undefined ? null : <SeatOutlook hall={hall} seat={chosen[0]} />}
      {children}
      {chosen.length > 0 ? (
        <dl class="sum tray__sum">
          <div>
            <dt>{w.feesIn}</dt>
            <dd>
              <Amount of={fees} />
            </dd>
          </div>
          <div class="sum__total">
            <dt>{w.total}</dt>
            <dd>
              <Amount of={total} />
            </dd>
          </div>
        </dl>
      ) : null}
      <p class="sr" role="status">
        {chosen.length > 0 ? w.spoken(chosen.length, money(total, language.value)) : ""}
      </p>
      <button
        class="btn btn--primary btn--lg btn--block tray__go"
        type="button"
        disabled={chosen.length === 0 || live.isStale.value}
        aria-busy={selection.isHolding.value}
        onClick={() => void selection.hold({ seats: [...chosen].sort((a, b) => a - b) })}
      >
        <span>{chosen.length === 0 ? w.holdNone : w.hold(<Amount of={total} />)}</span>
      </button>
    </aside>
  );
}

const showTrouble = (thrown: unknown) => showToast({ text: problemText(asApiError(thrown)) });

function Pick({ hall, seat, onDrop }: { hall: Hall; seat: number; onDrop: () => void }) {
  const zone = hall.zoneOf(seat);
  const name = seatText(hall.nameOf(seat), language.value);
  return (
    <li>
      {zone ? <ZoneMark color={zone.color} name={zone.name.en} /> : <span />}
      <span class="semi">{name}</span>
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
