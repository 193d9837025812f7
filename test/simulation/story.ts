import { randomUUID } from "node:crypto";
import type { DiscountTerms } from "../../src/contract/money/price.ts";
import { krIndustry, krStandard } from "../../src/contract/money/refund-rules.ts";
import { createCoupon } from "../../src/db/money/coupons.ts";
import { buyerFacts, changeTerms } from "../../src/db/sale/sale-terms.ts";
import { setTier } from "../../src/db/people/members.ts";
import { createVouchers } from "../../src/db/money/vouchers.ts";
import { newConcert, newFan, newSchedule, nobody } from "../support/books.ts";
import { newCoupon } from "../support/money/money.ts";
import { buyByCard, buyFromWallet, lookUp } from "./buying.ts";
import { callOff, cancel, giveBack, redeem, topUp } from "./giving-back.ts";
import type { MoneySimulation } from "./money-simulation.ts";

const discounts: DiscountTerms = {
  priceTypes: [
    {
      id: "youth",
      name: { ko: "청소년", en: "Youth" },
      zones: null,
      cut: { percent: 30 },
      note: null,
    },
  ],
  automatic: [
    {
      id: "early",
      kind: "early-bird",
      name: { ko: "조기 예매", en: "Early bird" },
      zones: ["s"],
      cut: { percent: 7 },
      fromMs: null,
      untilMs: null,
      tier: null,
    },
    {
      id: "gold",
      kind: "member",
      name: { ko: "골드 회원", en: "Gold member" },
      zones: null,
      cut: { amountMinor: 1_111 },
      fromMs: null,
      untilMs: null,
      tier: "gold",
    },
  ],
};

/** Shows, fans, coupons and vouchers, enough for a story of that length. */
export async function open(simulation: MoneySimulation, steps: number): Promise<void> {
  const { books, db } = simulation;
  const { concertId } = await newConcert(books);
  for (let made = 0; made < 3 + steps / 400; made++) {
    const startsAt = `2099-01-${String((made % 27) + 1).padStart(2, "0")}T18:${String(made % 60).padStart(2, "0")}:00+09:00`;
    const { scheduleId } = await newSchedule(books, { concertId, startsAt });
    const refundPolicy = made % 2 === 0 ? krStandard : krIndustry();
    await changeTerms(db, { scheduleId, by: nobody, change: { discounts, refundPolicy } });
    const startsAtMs = Date.parse(startsAt);
    const seats = { held: new Map<number, string>(), sold: new Set<number>() };
    simulation.rooms.push({
      scheduleId,
      concertId,
      startsAtMs,
      discounts,
      isCalledOff: false,
      ...seats,
    });
  }
  for (let made = 0; made < 8 + steps / 200; made++) simulation.fans.push(await newFan(books));
  for (const [usesMax, tier] of [
    [null, null],
    [10, null],
    [50, null],
    [null, "gold"],
  ] as const) {
    const coupon = newCoupon({ usesMax, tier, cut: { percent: 15, maxMinor: 3_000 } });
    await createCoupon(db, { id: randomUUID(), by: nobody, coupon });
    const { coupon: made } = await buyerFacts(db, {
      accountId: simulation.fans[0]!,
      scheduleId: simulation.rooms[0]!.scheduleId,
      coupon: coupon.code,
    });
    if (made) simulation.coupons.push(made);
  }
  const codes = Array.from({ length: 5 + steps / 100 }, () => randomUUID().toUpperCase());
  const money = {
    batchId: randomUUID(),
    amountMinor: 5_000,
    currency: "KRW",
    expiresAt: null,
  } as const;
  await createVouchers(db, { codes, ...money, by: nobody });
  simulation.vouchers.push(...codes);
}

const acts = { promote, topUp, buyFromWallet, buyByCard, cancel, giveBack, redeem, lookUp };
const weights = {
  promote: 3,
  topUp: 20,
  buyFromWallet: 30,
  buyByCard: 30,
  cancel: 25,
  giveBack: 3,
  redeem: 1,
  lookUp: 3,
};

/** An account joins or leaves a tier. Earlier prices do not change. */
async function promote({ dice, db, fans }: MoneySimulation): Promise<void> {
  const tier = dice.chance(0.6) ? "gold" : null;
  await setTier(db, { accountId: dice.of(fans), tier, by: nobody });
}

/** Plays a story: many acts at the same moment, and a fault in every eighth of them. */
export async function play(
  simulation: MoneySimulation,
  { steps, atOnce }: { steps: number; atOnce: number },
) {
  const { dice } = simulation;
  let step = 0;
  const line = async () => {
    while (step < steps) {
      step++;
      if (step === Math.floor(steps * 0.6)) await callOff(simulation, false);
      if (dice.chance(0.125)) simulation.mischief();
      const act = acts[dice.weighted(weights)];
      await simulation.insist(() => act(simulation), false);
      if (dice.chance(0.02)) await simulation.askAgain();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, line));
}

/** Stops the faults, so that every open act finishes. */
export async function settle(simulation: MoneySimulation): Promise<void> {
  simulation.calm();
  await simulation.askAgain();
  const open = async () => {
    const [row] = await simulation.books.sql<{ payments: number; refunds: number }>(
      `SELECT (SELECT count(*)::int FROM payment WHERE purpose = 'order'
        AND status IN ('ready', 'awaiting-deposit', 'unknown')) AS payments,
      (SELECT count(*)::int FROM refund WHERE status = 'due') AS refunds`,
    );
    return (row?.payments ?? 0) + (row?.refunds ?? 0) + simulation.holds.size;
  };
  await callOff(simulation, true);
  while ((await open()) > 0) {
    for (const hold of simulation.holds.values()) await simulation.settleHold(hold);
    await lookUp(simulation);
    await giveBack(simulation);
    await simulation.askAgain();
  }
}
