import { expect, it } from "vitest";
import { krStandard } from "../../money/refund-rules.ts";
import { type OwnedSeat, quoteStaffRefund, type StaffRefundWanted } from "./staff-refund-rules.ts";

const startsAtMs = Date.parse("2027-01-16T18:00:00+09:00");
/** Six days before the show, where the rules keep 20 percent and return the fee. */
const now = Date.parse("2027-01-10T12:00:00+09:00");
const ticket: OwnedSeat = {
  seat: 0,
  priceMinor: 100_000,
  discountMinor: 10_000,
  feeMinor: 2_000,
  priceType: null,
  isLive: true,
};

function quote(change: Partial<StaffRefundWanted> = {}, seat: Partial<OwnedSeat> = {}) {
  const wanted: StaffRefundWanted = {
    policy: krStandard,
    seats: [{ ...ticket, ...seat }],
    bookedAtMs: now - 30 * 86_400_000,
    startsAtMs,
    timeZone: "Asia/Seoul",
    now,
    money: { by: "rules" },
    seat: "sale",
    ...change,
  };
  return quoteStaffRefund(wanted);
}

function line(...asked: Parameters<typeof quote>) {
  const quoted = quote(...asked);
  if (!quoted.ok) return quoted.code;
  const [{ chargeMinor, feeKeptMinor, refundMinor, feeRefundMinor } = {}] = quoted.value;
  return { chargeMinor, feeKeptMinor, refundMinor, feeRefundMinor };
}

it("[RS1] the rules, all, nothing, a charge or an amount decide what comes back of a ticket", () => {
  const kept = (chargeMinor: number, feeKeptMinor: number, refundMinor: number) => ({
    chargeMinor,
    feeKeptMinor,
    refundMinor,
    feeRefundMinor: 2_000 - feeKeptMinor,
  });
  expect(line()).toEqual(kept(18_000, 0, 74_000));
  expect(line({ money: { by: "full" } })).toEqual(kept(0, 0, 92_000));
  expect(line({ money: { by: "none" } })).toEqual(kept(90_000, 2_000, 0));
  const charge = { by: "charge", percent: 10 } as const;
  expect(line({ money: { ...charge, isFeeReturned: true } })).toEqual(kept(9_000, 0, 83_000));
  expect(line({ money: { ...charge, isFeeReturned: false } })).toEqual(kept(9_000, 2_000, 81_000));
  const amount = (amountMinor: number) => ({ money: { by: "amount", amountMinor } }) as const;
  expect(line(amount(50_000))).toEqual(kept(40_000, 2_000, 50_000));
  expect(line(amount(91_500))).toEqual(kept(0, 500, 91_500));
  expect(line(amount(92_001))).toBe("amount-out-of-range");
});

it("[RS2] a refund of money alone keeps the ticket and charges nothing, and its money comes from the price first", () => {
  const amount = (amountMinor: number) =>
    line({ seat: "ticket", money: { by: "amount", amountMinor } });
  expect(amount(30_000)).toMatchObject({ chargeMinor: 0, refundMinor: 30_000, feeRefundMinor: 0 });
  expect(amount(91_000)).toMatchObject({ feeKeptMinor: 0, feeRefundMinor: 1_000 });
  expect(line({ seat: "ticket", money: { by: "none" } })).toBe("conflict");
});

it("[RS3] money that was refunded before lowers the price that a charge applies to, and never comes back twice", () => {
  const returned = { returnedMinor: 40_000, feeReturnedMinor: 0 };
  expect(line({}, returned)).toMatchObject({ chargeMinor: 10_000, refundMinor: 42_000 });
  expect(line({ money: { by: "full" } }, returned)).toMatchObject({ refundMinor: 52_000 });
  const more = { seat: "ticket", money: { by: "amount", amountMinor: 52_001 } } as const;
  expect(line(more, returned)).toBe("amount-out-of-range");
  const all = { returnedMinor: 92_000, feeReturnedMinor: 2_000 };
  expect(line({ seat: "ticket", money: { by: "full" } }, all)).toBe("conflict");
});

it("[RS4] money that was kept of a canceled ticket can still be refunded, and the ticket cannot be canceled again", () => {
  const gone = { isLive: false, returnedMinor: 74_000, feeReturnedMinor: 2_000 };
  const full = { money: { by: "full" } } as const;
  expect(line({ seat: "ticket", ...full }, gone)).toMatchObject({ refundMinor: 18_000 });
  expect(line(full, gone)).toBe("not-cancellable");
  expect(line({ seat: "ticket" }, gone)).toBe("not-cancellable");
});

it("[RS5] after the start of the show the rules give nothing back, and staff can still refund", () => {
  const late = { now: startsAtMs + 1 };
  expect(line(late)).toBe("not-cancellable");
  expect(line({ ...late, money: { by: "full" } })).toMatchObject({ refundMinor: 92_000 });
});

it("[RS6] the tickets of a canceled show come back in full with the compensation, and in no other way", () => {
  const off = { compensationPercent: 10 };
  for (const money of [{ by: "rules" }, { by: "full" }] as const) {
    const quoted = quote({ ...off, money });
    expect(quoted).toMatchObject({
      ok: true,
      value: [{ refundMinor: 92_000, compensationMinor: 9_000 }],
    });
  }
  expect(line({ ...off, money: { by: "none" } })).toBe("conflict");
  expect(line({ ...off, seat: "ticket", money: { by: "full" } })).toBe("conflict");
});

it("[RS1] a preview also names the charge by the rules", () => {
  const quoted = quote({ money: { by: "charge", percent: 0, isFeeReturned: true } });
  expect(quoted).toMatchObject({ value: [{ rulesChargeMinor: 18_000, refundMinor: 92_000 }] });
});
