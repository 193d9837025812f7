import { isCancellable } from "../../money/refund-rules.ts";
import { of } from "./dates.ts";
import { type Checked, type Finding, finding, findingAt } from "../findings.ts";

export function checkSale({ document, sold, nowMs }: Checked): Finding[] {
  const { sale, publishAt } = document;
  if (sold.length === 0)
    return sale.opensAt === null
      ? [finding("blocks", "opening-missing", "sale", { pointers: ["/sale/opensAt"] })]
      : [];
  const visibleMs = publishAt === null ? nowMs : Date.parse(publishAt);
  const pointersTo = (isFault: (opensAtMs: number | null) => boolean) => {
    const phases = sold.filter((each) => isFault(each.saleOpensAtMs));
    return [...new Set(phases.map(({ date }) => openingOf(sale.phases, date.phaseId)))];
  };
  const hidden = pointersTo((opensAtMs) => opensAtMs !== null && opensAtMs < visibleMs);
  const past = pointersTo((opensAtMs) => opensAtMs !== null && opensAtMs < nowMs);
  const late = sold.filter(
    ({ saleOpensAtMs, saleClosesAtMs }) =>
      saleOpensAtMs !== null && saleOpensAtMs >= saleClosesAtMs,
  );
  const closed = sold.filter(
    ({ saleClosesAtMs, startsAtMs }) => saleClosesAtMs <= nowMs && startsAtMs > nowMs,
  );
  const found = [
    ...findingAt(
      "blocks",
      "opening-missing",
      "sale",
      pointersTo((opensAtMs) => opensAtMs === null),
    ),
    ...findingAt("blocks", "opening-past", "sale", past),
    ...(past.length > 0 ? [] : findingAt("blocks", "opening-before-page", "sale", hidden)),
    ...findingAt("blocks", "opening-after-close", "sale", of(late, "start")),
    ...findingAt("blocks", "close-past", "sale", of(closed, "start")),
  ];
  return found.length > 0
    ? found
    : [finding("fine", "sale-times", "sale", { numbers: { dates: sold.length } })];
}

function openingOf(phases: readonly { id: string }[], phaseId: string | null): string {
  const index = phases.findIndex(({ id }) => id === phaseId);
  return index < 0 ? "/sale/opensAt" : `/sale/phases/${index}/opensAt`;
}

/** Whoever buys in the last moment should still have a way back. */
export function checkRefunds({ document, venue, sold }: Checked): Finding[] {
  if (venue === null || sold.length === 0) return [];
  const seat = { seat: 0, priceMinor: 1, discountMinor: 0, feeMinor: 0, priceType: null };
  const stuck = sold.filter(({ startsAtMs, saleClosesAtMs }) => {
    const bookedAtMs = saleClosesAtMs - 1;
    return !isCancellable({
      policy: document.refundPolicy,
      seats: [seat],
      bookedAtMs,
      startsAtMs,
      timeZone: venue.timeZone,
      now: bookedAtMs,
    });
  });
  return stuck.length > 0
    ? findingAt("warns", "refund-ends-before-sale", "refunds", of(stuck, "start"))
    : [finding("fine", "refund-until-close", "refunds")];
}

/** The simulated sale to a million fans has sixteen intakes. */
const fansPerIntake = 62_500;

export function checkQueue({ document }: Checked): Finding[] {
  const { expectedFans, intakes, admitPerMinute } = document.queue;
  if (expectedFans === null) return [];
  const advised = Math.min(256, Math.max(1, Math.ceil(expectedFans / fansPerIntake)));
  const waitMinutes = Math.ceil(expectedFans / admitPerMinute);
  const numbers = { fans: expectedFans, intakes, advised, waitMinutes };
  return [
    intakes < advised
      ? finding("warns", "intakes-few", "queue", { numbers, pointers: ["/queue/intakes"] })
      : finding("fine", "queue-size", "queue", { numbers }),
  ];
}
