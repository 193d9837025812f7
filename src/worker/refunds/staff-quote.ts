import {
  type OwnedSeat,
  quoteStaffRefund,
  type StaffLine,
} from "../../contract/admin/refunds/staff-refund-rules.ts";
import type {
  LedgerLine,
  StaffRefundAsked,
  StaffRefundPreview,
} from "../../contract/admin/refunds/staff-refunds.ts";
import { TenderKind } from "../../contract/money/order-channels.ts";
import type { StaffRefundTarget } from "../../contract/money/refunds.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { missingOfTable, type RefundFacts } from "../../db/money/refunds.ts";
import type { RefundPlan } from "../../db/refunds/staff-refunds.ts";
import { canonicalJson, sha256 } from "../encoding/digest.ts";

export type Switches = Pick<StaffRefundAsked, "money" | "seat" | "to" | "hand">;
type Way = { to: StaffRefundTarget; hand: TenderKind | null };
type Part = Way & { minor: number };

export type StaffQuote = { facts: RefundFacts; plan: RefundPlan; way: Way; parts: Part[] };

/** What a refund by staff would do to these tickets of an order, or to all that are valid. */
export function staffQuote(
  facts: RefundFacts,
  switches: Switches,
  { seats, now }: { seats: readonly number[] | null; now: number },
): Outcome<StaffQuote> {
  const owned: OwnedSeat[] = [
    ...facts.seats.map((seat) => ({ ...seat, isLive: true })),
    ...facts.gone.map((seat) => ({ ...seat, isLive: false })),
  ];
  const stray = seats?.find((seat) => !owned.some((each) => each.seat === seat));
  if (stray !== undefined) return refuse("unknown-seat", String(stray));
  const chosen = owned.filter(({ seat, isLive }) => seats?.includes(seat) ?? isLive);
  if (switches.seat !== "ticket" && seats !== null) {
    const missing = missingOfTable(facts, seats);
    if (missing !== undefined) return refuse("sold-whole", String(missing));
  }
  const way = wayOf(facts, switches);
  if (way.to === "wallet" && facts.accountId === null)
    return refuse("conflict", "An order without an account has no wallet");
  const quote = quoteStaffRefund({ ...facts, ...switches, seats: chosen, now });
  if (!quote.ok) return quote;
  const lines = facts.accountId === null ? quote.value.map(withoutCompensation) : quote.value;
  const { startsAtMs, compensationPercent, gatewayMinor, freeUntilMs } = facts;
  const isFree =
    compensationPercent === null && switches.money.by === "rules" && now < (freeUntilMs ?? 0);
  const plan = { lines, startsAtMs, compensationPercent, gatewayMinor, isFree };
  return done({ facts, plan, way, parts: partsOf(facts, way, sumOf(lines, "refundMinor")) });
}

/** Money that the wallet or staff took has its origin there. */
function wayOf({ method, paymentId, accountId }: RefundFacts, { to, hand }: Switches): Way {
  const took = TenderKind.safeParse(method);
  const usual = took.success ? took.data : "cash";
  if (to === "hand") return { to, hand: hand ?? usual };
  if (to === "wallet" || paymentId !== null) return { to, hand: null };
  return accountId === null ? { to: "hand", hand: usual } : { to: "wallet", hand: null };
}

/** Where the money of an order may go. Without an account there is no wallet. */
export const targetsOf = ({ accountId, paymentId }: RefundFacts): StaffRefundTarget[] => [
  ...(paymentId === null ? [] : (["original"] as const)),
  ...(accountId === null ? [] : (["wallet"] as const)),
  "hand",
];

/** An order without an account has no wallet to pay a compensation into. */
const withoutCompensation = (line: StaffLine): StaffLine => ({ ...line, compensationMinor: 0 });

type Sums = Exclude<keyof StaffLine, "seat" | "isLive" | "rulesChargeMinor">;
const sumOf = (lines: StaffLine[], name: Sums): number =>
  lines.reduce((total, line) => total + line[name], 0);

// `give_back` in the books divides in the same way.
function partsOf(facts: RefundFacts, { to, hand }: Way, refundMinor: number): Part[] {
  const toCard = to === "original" ? Math.min(refundMinor, facts.gatewayMinor) : 0;
  const rest = to === "hand" ? to : "wallet";
  return [
    { to: "original" as const, hand: null, minor: toCard },
    { to: rest, hand, minor: refundMinor - toCard } as const,
  ].filter(({ minor }) => minor > 0);
}

const tenderAccounts: Record<TenderKind, string> = {
  cash: "till",
  terminal: "till",
  "bank-transfer": "bank",
  voucher: "vouchers",
};

/** The lines that the books would write, in their order. */
function ledgerOf({ facts, plan, parts }: StaffQuote): LedgerLine[] {
  const line = (kind: string, from: string, to: string, amount: number): LedgerLine[] =>
    amount > 0 ? [{ kind, from, to, amount: { amount, currency: facts.currency } }] : [];
  const account = ({ to, hand }: Part): string =>
    to === "original" ? "refunds-due" : hand === null ? "wallet" : tenderAccounts[hand];
  return [
    ...line("fee-refund", "fees", "concert", sumOf(plan.lines, "feeRefundMinor")),
    ...parts.flatMap((part) => line("refund", "concert", account(part), part.minor)),
    ...line("compensation", "concert", "wallet", sumOf(plan.lines, "compensationMinor")),
  ];
}

/** The preview, with a fingerprint of all that it says. */
export async function staffPreview(
  quote: StaffQuote,
  { money, seat }: Switches,
): Promise<StaffRefundPreview> {
  const { facts, plan, parts, way } = quote;
  const { lines } = plan;
  const cash = (amount: number) => ({ amount, currency: facts.currency });
  const all = [...facts.seats, ...facts.gone];
  const keyOf = (ordinal: number) => all.find((each) => each.seat === ordinal)?.key ?? "";
  const refundMinor = sumOf(lines, "refundMinor");
  const gone = seat === "ticket" ? 0 : lines.length;
  const said = {
    lines: lines.map((each) => ({
      seat: each.seat,
      key: keyOf(each.seat),
      isCancelled: !each.isLive,
      paid: cash(each.paidMinor),
      returned: cash(each.returnedMinor),
      charge: cash(each.chargeMinor),
      feeKept: cash(each.feeKeptMinor),
      refund: cash(each.refundMinor),
      rulesCharge: each.rulesChargeMinor === null ? null : cash(each.rulesChargeMinor),
    })),
    paid: cash(sumOf(lines, "paidMinor")),
    charge: cash(sumOf(lines, "chargeMinor")),
    feeKept: cash(sumOf(lines, "feeKeptMinor")),
    refund: cash(refundMinor),
    compensation: cash(sumOf(lines, "compensationMinor")),
    parts: parts.map(({ minor, ...part }) => ({ ...part, amount: cash(minor) })),
    targets: targetsOf(facts),
    needsAccount: facts.method === "virtualAccount" && way.to === "original",
    ledger: ledgerOf(quote),
    after: {
      tickets: facts.seats.length - gone,
      paid: cash(facts.totalMinor - facts.refundedMinor - refundMinor),
    },
  };
  const asked = { orderId: facts.orderId, startsAtMs: facts.startsAtMs, money, seat, way };
  return { ...said, fingerprint: (await sha256(canonicalJson({ said, asked }))).slice(0, 32) };
}
