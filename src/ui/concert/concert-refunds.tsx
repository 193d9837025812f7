import { useSignal } from "@preact/signals";
import type { PriceZone, Schedule } from "../../contract/catalog/concerts.ts";
import { Amount } from "../components/amount.tsx";
import { allIn } from "./price-list.tsx";
import { stepText } from "../orders/refunds/refund-step-text.ts";
import { refundSteps } from "../orders/refunds/refund-steps.ts";
import { clock } from "../state/clock.ts";
import { local } from "../state/language.ts";
import { words } from "../state/public-words.ts";

/** The refund of one ticket bought now, by this date's rules. */
export function ConcertRefunds({ schedule, timeZone }: { schedule: Schedule; timeZone: string }) {
  const w = words().refundRules;
  const chosen = useSignal(0);
  const zone = schedule.zones[chosen.value] ?? schedule.zones[0];
  if (!zone) return null;
  const startsAtMs = Date.parse(schedule.startsAt);
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
          {stepsOf(schedule, zone, timeZone).map((step, index) => (
            <tr key={step.fromMs} class={index === 0 ? "is-now" : ""}>
              <td>
                {index === 0 ? `${w.now} · ` : ""}
                {stepText(step, { startsAtMs, timeZone })}
              </td>
              <td class="right">
                {step.refundMinor === null ? (
                  w.nothing
                ) : (
                  <Amount of={{ ...zone.price, amount: step.refundMinor }} />
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
