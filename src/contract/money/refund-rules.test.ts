import { describe, expect, it } from "vitest";
import {
  type RefundAsked,
  type RefundPolicy,
  krIndustry,
  krStandard,
  quoteRefund,
} from "./refund-rules.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A Saturday, 18:00 in Seoul. */
const startsAtMs = Date.parse("2027-01-16T18:00:00+09:00");
const ticket = { seat: 0, priceMinor: 100_000, discountMinor: 0, feeMinor: 2_000, priceType: null };
const longAgo = Date.parse("2026-11-01T12:00:00+09:00");

function asked(policy: RefundPolicy, now: number, change: Partial<RefundAsked> = {}): RefundAsked {
  const seats = [ticket];
  const show = { startsAtMs, timeZone: "Asia/Seoul", bookedAtMs: longAgo };
  return { policy, seats, ...show, now, ...change };
}

/** The refund of a ticket of 100,000 with a fee of 2,000; null if it cannot be canceled. */
function refund(policy: RefundPolicy, now: number, change: Partial<RefundAsked> = {}) {
  const quote = quoteRefund(asked(policy, now, change));
  return quote.ok ? quote.value.refundMinor : null;
}

const seoul = (time: string) => Date.parse(`2027-${time}+09:00`);

/**
 * The last eleven days before the show, hour by hour, calculated by hand from the two published tables: the refund of
 * a ticket of 100,000 won with a booking fee of 2,000 won, from each hour (venue time) on.
 */
type Table = [from: string, refundMinor: number | null][];
const standardByHand: Table = [
  ["01-05T18:00", 102_000],
  // Nine days before: 10,000 are kept; the fee always comes back.
  ["01-07T00:00", 92_000],
  // Six days before: 20,000.
  ["01-10T00:00", 82_000],
  // Two days before: 30,000.
  ["01-14T00:00", 72_000],
  // The day of the show: 90,000.
  ["01-16T00:00", 12_000],
  ["01-16T18:00", null],
];
const industryByHand: Table = [
  // Booked long ago: 4,000 are kept, and the fee of 2,000.
  ["01-05T18:00", 96_000],
  ["01-07T00:00", 90_000],
  ["01-10T00:00", 80_000],
  ["01-14T00:00", 70_000],
  // Friday 17:00, the day before: no more.
  ["01-15T17:00", null],
];
/** Booked on Wednesday 2027-01-06 at 10:00, ten days before the show. */
const bookedLate = seoul("01-06T10:00:00");
const standardLateByHand: Table = [
  ["01-06T10:00", 102_000],
  // Within 24 hours of the booking (up to 10:00), and three days before or more: all of it.
  ["01-07T11:00", 92_000],
  ["01-10T00:00", 82_000],
  ["01-14T00:00", 72_000],
  ["01-16T00:00", 12_000],
  ["01-16T18:00", null],
];
const industryLateByHand: Table = [
  // On the day of the booking the fee comes back too.
  ["01-06T10:00", 102_000],
  ["01-07T00:00", 90_000],
  ["01-10T00:00", 80_000],
  ["01-14T00:00", 70_000],
  ["01-15T17:00", null],
];

const stories: [string, RefundPolicy, Table, number][] = [
  ["KR 표준, booked long ago", krStandard, standardByHand, longAgo],
  ["KR 업계, booked long ago", krIndustry(), industryByHand, longAgo],
  ["KR 표준, booked ten days before", krStandard, standardLateByHand, bookedLate],
  ["KR 업계, booked ten days before", krIndustry(), industryLateByHand, bookedLate],
];

describe("every hour of the last eleven days", () => {
  for (const [name, policy, table, bookedAtMs] of stories) {
    it(`[RF1] a refund follows the published table: ${name}`, () => {
      const rows = table.map(([from, minor]) => [seoul(`${from}:00`), minor] as const);
      const from = Math.max(startsAtMs - 11 * dayMs, bookedAtMs);
      let hours = 0;
      for (let now = from; now <= startsAtMs; now += hourMs, hours++) {
        const byHand = rows.findLast(([at]) => at <= now);
        if (byHand === undefined) throw new Error("the table begins too late");
        const hour = new Date(now).toISOString();
        expect([hour, refund(policy, now, { bookedAtMs })]).toEqual([hour, byHand[1]]);
      }
      expect(hours).toBe(name.endsWith("ago") ? 11 * 24 + 1 : 10 * 24 + 9);
    });
  }

  it("[RF2] a band, a cut-off and the start of the show apply to the exact millisecond, before and after", () => {
    const midnight = seoul("01-07T00:00:00");
    expect([refund(krStandard, midnight - 1), refund(krStandard, midnight)]).toEqual([
      102_000, 92_000,
    ]);
    const cutOff = seoul("01-15T17:00:00");
    expect([refund(krIndustry(), cutOff - 1), refund(krIndustry(), cutOff)]).toEqual([
      70_000,
      null,
    ]);
    const booked = seoul("01-08T10:00:00");
    const day = [booked + dayMs, booked + dayMs + 1];
    expect(day.map((now) => refund(krStandard, now, { bookedAtMs: booked }))).toEqual([
      102_000, 92_000,
    ]);
    expect([refund(krStandard, startsAtMs - 1), refund(krStandard, startsAtMs)]).toEqual([
      12_000,
      null,
    ]);
  });
});

describe("the presets", () => {
  it("[RF3] the preset KR 업계 keeps a flat sum of at most ten percent from the eighth day after the booking, and refunds the booking fee only on the day of the booking", () => {
    const bookedAtMs = seoul("01-01T20:00:00");
    const startsAt = { startsAtMs: seoul("03-01T18:00:00"), bookedAtMs };
    expect(refund(krIndustry(), seoul("01-01T23:59:59"), startsAt)).toBe(102_000);
    expect(refund(krIndustry(), seoul("01-02T00:00:00"), startsAt)).toBe(100_000);
    expect(refund(krIndustry(), seoul("01-08T23:59:59"), startsAt)).toBe(100_000);
    expect(refund(krIndustry(), seoul("01-09T00:00:00"), startsAt)).toBe(96_000);
    expect(refund(krIndustry(2_000), seoul("01-09T00:00:00"), startsAt)).toBe(98_000);
    const seats = [{ ...ticket, priceMinor: 15_000, feeMinor: 0 }];
    expect(refund(krIndustry(), seoul("01-09T00:00:00"), { ...startsAt, seats })).toBe(13_500);
  });

  it("[RF4] the preset KR 업계 closes at 17:00 on the day before the show, and at 11:00 when that is a Saturday", () => {
    const sunday = { startsAtMs: seoul("01-17T15:00:00") };
    expect(refund(krIndustry(), seoul("01-16T10:59:59"), sunday)).toBe(70_000);
    expect(refund(krIndustry(), seoul("01-16T11:00:00"), sunday)).toBeNull();
  });

  it("[RF5] a cut-off on working days moves to an earlier day if it falls on a Sunday or a holiday", () => {
    const policy = krIndustry();
    const moved: RefundPolicy = {
      ...policy,
      cutOff: {
        daysBefore: 1,
        minuteOfDay: 17 * 60,
        saturdayMinute: 11 * 60,
        isOnWorkingDay: true,
      },
      holidays: ["2027-01-18"],
    };
    // Tuesday's show: Monday is a holiday and Sunday is Sunday, so it is Saturday at 11:00.
    const tuesday = { startsAtMs: seoul("01-19T20:00:00") };
    expect(refund(moved, seoul("01-16T10:59:00"), tuesday)).not.toBeNull();
    expect(refund(moved, seoul("01-16T11:00:00"), tuesday)).toBeNull();
    expect(refund(policy, seoul("01-18T16:59:00"), tuesday)).not.toBeNull();
  });
});

describe("the engine", () => {
  it("[RF6] days are counted by the venue's clock, even when daylight saving time begins or ends", () => {
    // New York, 8 pm on the Sunday when clocks go forward; three days before begins on Thursday at midnight there.
    const show = {
      startsAtMs: Date.parse("2027-03-14T20:00:00-04:00"),
      timeZone: "America/New_York",
    };
    const policy: RefundPolicy = {
      name: "custom",
      bands: [
        { when: { daysBeforeMin: 3 }, charge: {} },
        { when: { hoursBeforeMin: 24 }, charge: { percent: 10 } },
        { when: {}, charge: { percent: 50 } },
      ],
      bookingFee: "always",
      cutOff: { daysBefore: 0, minuteOfDay: 12 * 60, saturdayMinute: 0, isOnWorkingDay: false },
      holidays: [],
    };
    const at = (time: string) => refund(policy, Date.parse(time), show);
    expect(at("2027-03-11T23:59:59-05:00")).toBe(102_000);
    expect(at("2027-03-12T00:00:00-05:00")).toBe(92_000);
    // 24 hours by the clock on the wall are 23 real ones on that night.
    expect(at("2027-03-13T19:00:00-05:00")).toBe(92_000);
    expect(at("2027-03-13T19:00:01-05:00")).toBe(52_000);
    expect(at("2027-03-14T11:59:59-04:00")).toBe(52_000);
    expect(at("2027-03-14T12:00:00-04:00")).toBeNull();
  });

  it("[RF7] a cancellation charge applies to the ticket's price after discounts, within its bounds, rounded in the fan's favor", () => {
    const policy = (charge: RefundPolicy["bands"][number]["charge"]): RefundPolicy => {
      return { ...krStandard, bands: [{ when: {}, charge }] };
    };
    const kept = (charge: Parameters<typeof policy>[0], priceMinor: number, discountMinor = 0) => {
      const seats = [{ ...ticket, priceMinor, discountMinor }];
      const quote = quoteRefund(asked(policy(charge), longAgo, { seats }));
      return quote.ok ? quote.value.chargeMinor : null;
    };
    expect(kept({ percent: 10 }, 98_000)).toBe(9_800);
    expect(kept({ percent: 10 }, 98_000, 9_801)).toBe(8_819);
    expect(kept({ flatMinor: 500, percent: 10 }, 10_000)).toBe(1_500);
    expect(kept({ percent: 10, minMinor: 3_000 }, 10_000)).toBe(3_000);
    expect(kept({ percent: 50, maxMinor: 3_000 }, 10_000)).toBe(3_000);
    expect(kept({ flatMinor: 20_000 }, 10_000)).toBe(10_000);
    expect(kept({ flatMinor: 5_000 }, 10_000, 10_000)).toBe(0);
    expect(kept({ percent: 10, minMinor: 3_000 }, 2_000)).toBe(2_000);
    expect(kept({ flatMinor: 4_000, maxPercent: 10 }, 15_009)).toBe(1_500);
  });

  it("[RF8] price types can have bands of their own, and a ticket outside every band cannot be canceled", () => {
    const policy: RefundPolicy = {
      ...krStandard,
      bands: [
        { when: { priceTypes: ["early"] }, charge: { percent: 100 } },
        { when: { daysBeforeMin: 1 }, charge: {} },
      ],
      bookingFee: "never",
    };
    const seats = [
      { ...ticket, priceType: "early" },
      { ...ticket, seat: 1 },
    ];
    const quote = quoteRefund(asked(policy, longAgo, { seats }));
    expect(quote).toMatchObject({
      ok: true,
      value: {
        lines: [
          { seat: 0, chargeMinor: 100_000, feeKeptMinor: 2_000, refundMinor: 0 },
          { seat: 1, chargeMinor: 0, feeKeptMinor: 2_000, refundMinor: 100_000 },
        ],
        paidMinor: 204_000,
        chargeMinor: 100_000,
        feeKeptMinor: 4_000,
        refundMinor: 100_000,
      },
    });
    const onTheDay = quoteRefund(asked(policy, seoul("01-16T12:00:00"), { seats }));
    expect(onTheDay).toEqual({ ok: false, code: "not-cancellable" });
  });

  it("[RF9] a refund quote names the next moment at which its amount changes", () => {
    for (const [, policy, table, bookedAtMs] of stories) {
      // The tables are by whole hours; a grace of 24 hours ends with a millisecond of its own.
      const byHand = table.slice(1).map(([from]) => {
        return from === "01-07T11:00" ? bookedAtMs + dayMs + 1 : seoul(`${from}:00`);
      });
      let now = Math.max(startsAtMs - 11 * dayMs, bookedAtMs);
      const told: number[] = [];
      for (;;) {
        const quote = quoteRefund(asked(policy, now, { bookedAtMs }));
        if (!quote.ok) break;
        const { changesAtMs } = quote.value;
        if (changesAtMs === null) throw new Error("a show always begins");
        const same = quoteRefund(asked(policy, changesAtMs - 1, { bookedAtMs }));
        expect(same.ok && same.value.lines).toEqual(quote.value.lines);
        told.push(changesAtMs);
        now = changesAtMs;
      }
      expect(told).toEqual(byHand);
    }
  });

  it("[RF16] tickets of a canceled show can be returned at any time for the full price paid, and the preview names the compensation", () => {
    const seats = [
      { ...ticket, priceMinor: 100_000, discountMinor: 1 },
      { ...ticket, seat: 1, priceMinor: 9, priceType: "youth" },
    ];
    for (const policy of [krStandard, krIndustry()])
      for (const now of [longAgo, startsAtMs - 1, startsAtMs, startsAtMs + 400 * dayMs]) {
        const quote = quoteRefund(asked(policy, now, { seats, compensationPercent: 10 }));
        expect(quote).toMatchObject({
          ok: true,
          value: {
            paidMinor: 104_008,
            chargeMinor: 0,
            feeKeptMinor: 0,
            refundMinor: 104_008,
            compensationMinor: 9_999,
            lines: [{ compensationMinor: 9_999 }, { compensationMinor: 0 }],
            changesAtMs: null,
          },
        });
      }
    // Without compensation the full amount is still refunded.
    const none = quoteRefund(asked(krIndustry(), startsAtMs, { compensationPercent: 0 }));
    expect(none).toMatchObject({ ok: true, value: { refundMinor: 102_000, compensationMinor: 0 } });
  });
});
