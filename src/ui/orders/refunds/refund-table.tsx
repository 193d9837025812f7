import { useMemo } from "preact/hooks";
import type { Schedule } from "../../../contract/catalog/concerts.ts";
import type { PriceQuote } from "../../../contract/money/prices.ts";
import type { SaleTerms } from "../../../contract/money/refunds.ts";
import { Amount } from "../../components/amount.tsx";
import { clock } from "../../state/clock.ts";
import { words } from "../../state/language.ts";
import { refundSteps } from "./refund-steps.ts";
import { stepText } from "./refund-step-text.ts";

type RefundTableProps = {
  quote: PriceQuote;
  terms: SaleTerms;
  schedule: Schedule;
  priceTypes: ReadonlyMap<number, string>;
};

/** The refund by date, to the won, with today's row marked; shown before paying. */
export function RefundTable({ quote, terms, schedule, priceTypes }: RefundTableProps) {
  const w = words().refundRules;
  const { refundPolicy: policy, timeZone } = terms;
  const startsAtMs = Date.parse(schedule.startsAt);
  const steps = useMemo(
    () => refundSteps({ policy, quote, priceTypes, startsAtMs, timeZone, now: clock.serverNow() }),
    [policy, quote],
  );
  return (
    <section class="blk" aria-labelledby="refunds">
      <h2 id="refunds">{w.title}</h2>
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
          {steps.map((step, index) => (
            <tr key={step.fromMs} class={index === 0 ? "is-now" : ""}>
              <td>
                {index === 0 ? (
                  <>
                    {w.now}
                    <br />
                  </>
                ) : null}
                {stepText(step, { startsAtMs, timeZone })}
              </td>
              <td class="right">
                {step.refundMinor === null ? (
                  w.nothing
                ) : (
                  <Amount of={{ ...quote.total, amount: step.refundMinor }} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="help">{w.fees[policy.bookingFee]}</p>
    </section>
  );
}
