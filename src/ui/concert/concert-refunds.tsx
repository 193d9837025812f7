import { useSignal } from "@preact/signals";
import type { PriceZone, Schedule } from "../../contract/catalogue/concerts.ts";
import { Amount } from "../components/amount.tsx";
import { allIn } from "./price-list.tsx";
import { dayAndHour } from "../i18n/format.ts";
import { refundSteps } from "../orders/refunds/refund-steps.ts";
import { clock } from "../state/clock.ts";
import { language, local } from "../state/language.ts";
import { words } from "../state/public-words.ts";

/** What would come back of one ticket bought now, by the rules of this very date. */
export function ConcertRefunds({ schedule, timeZone }: { schedule: Schedule; timeZone: string }) {
  const w = words().refundRules;
  const chosen = useSignal(0);
  const zone = schedule.zones[chosen.value] ?? schedule.zones[0];
  if (!zone) return null;
  const at = (ms: number) =>
    dayAndHour({ time: new Date(ms).toISOString(), timeZone, lang: language.value });
  return (
    <section class="sec" aria-labelledby="refunds">
      <h2 id="refunds">{w.title}</h2>
      <p class="c-2">{w.example(local(zone.name), <Amount of={allIn(zone)} />)}</p>
      {schedule.zones.length > 1 ? (
        <div class="chips chips--scroll needs-script" role="group" aria-label={w.shown}>
          {schedule.zones.map(({ id, name }, index) => (
            <button
              key={id}
              class="chip"
              type="button"
              aria-pressed={index === chosen.value}
              onClick={() => {
                chosen.value = index;
              }}
            >
              {local(name)}
            </button>
          ))}
        </div>
      ) : null}
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{w.when}</th>
            <th scope="col" class="right">
              {w.back}
            </th>
          </tr>
        </thead>
        <tbody>
          {stepsOf(schedule, zone, timeZone).map(({ fromMs, untilMs, refundMinor }, index) => (
            <tr key={fromMs} class={index === 0 ? "is-now" : ""}>
              <td>
                {index === 0 ? `${w.now} · ` : ""}
                {refundMinor === null
                  ? w.from(at(fromMs))
                  : w.until(at(untilMs ?? Date.parse(schedule.startsAt)))}
              </td>
              <td class="right">
                {refundMinor === null ? (
                  w.nothing
                ) : (
                  <Amount of={{ ...zone.price, amount: refundMinor }} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="help">{w.fees[schedule.refundPolicy.bookingFee]}</p>
    </section>
  );
}

function stepsOf(schedule: Schedule, { price, fee }: PriceZone, timeZone: string) {
  const none = { ...price, amount: 0 };
  const seat = { seat: 0, price, fee, discount: none };
  return refundSteps({
    policy: schedule.refundPolicy,
    quote: { seats: [seat] },
    priceTypes: new Map(),
    startsAtMs: Date.parse(schedule.startsAt),
    timeZone,
    now: clock.serverNow(),
  });
}
