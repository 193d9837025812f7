import { sql } from "drizzle-orm";
import { runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AwaitedOrder } from "../../contract/money/orders.ts";
import type { Payment } from "../../contract/money/payments.ts";
import { type Hold, Holds } from "../../contract/sale/holds.ts";
import { connect } from "../../db/connection/connect.ts";
import { Schedule } from "../../objects/schedule.ts";
import {
  age,
  atGateway,
  awaited,
  checkOut,
  confirm,
  hear,
  mischief,
  order,
  paid,
  read,
} from "../../../test/support/worker/gateway.ts";
import {
  answer,
  call,
  fund,
  holding,
  openShop,
  pay,
  person,
  refused,
  testEnv,
  tokenOf,
} from "../../../test/support/worker/shop.ts";
import type { Person } from "../../../test/support/worker/shop.ts";
import { resolveOpenPayments } from "./open-payments.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Begun = { fan: Person; hold: Hold; payment: Payment };

/** A payment that was begun for a hold of half an hour, by a fan whose session outlives it. */
async function begun(method: "card" | "virtualAccount" = "card"): Promise<Begun> {
  const fan = await person();
  const claims = { sub: fan.id, sid: crypto.randomUUID() };
  fan.token = await tokenOf(claims, Date.now() + 7_200_000);
  const { scheduleId } = await openShop(await person("admin"), 1, { holdMs: 1_800_000 });
  const hold = await holding(fan, scheduleId, [0, 1]);
  return { fan, hold, payment: await awaited(fan, hold, method) };
}

/** How a payment comes to nothing at the gateway, or to what nobody knows. */
const ends = {
  refused: async ({ payment }: Begun) => void (await checkOut(payment, "refuse")),
  cancelled: async ({ payment }: Begun) => void (await checkOut(payment, "cancel")),
  expired: async ({ payment }: Begun) => {
    await checkOut(payment);
    await age(payment, 1_900_000);
  },
  unknown: async ({ fan, payment }: Begun) => {
    const paymentKey = await checkOut(payment);
    await mischief("lose-request", "/confirm", payment.id);
    await refused(confirm(fan, payment, paymentKey), "outcome-unknown");
  },
};

/** Who may hear of it first. */
const reporters = {
  notice: async ({ payment: { id: orderId } }: Begun) => {
    const data = { orderId, status: "ABORTED" };
    const body = JSON.stringify({ eventType: "PAYMENT_STATUS_CHANGED", data });
    expect((await hear(body)).status).toBe(200);
  },
  "return page": async ({ fan, payment }: Begun) => {
    const body = { code: "PAY_PROCESS_CANCELED" };
    const told = await call(`POST /payments/${payment.id}/failure`, { as: fan, body });
    expect([200, 503]).toContain(told.status);
  },
  cron: async ({ payment }: Begun) => {
    const books = connect(testEnv);
    await books.execute(sql`UPDATE payment SET next_check_at = now() WHERE id = ${payment.id}`);
    await resolveOpenPayments(testEnv, books);
  },
  "closed tab": async ({ hold }: Begun) => {
    vi.setSystemTime(Date.now() + 661_000);
    await runDurableObjectAlarm(testEnv.SCHEDULE.getByName(hold.scheduleId));
  },
};
type End = keyof typeof ends;
type Reporter = keyof typeof reporters;

const isLeftTo = (end: End, reporter: Reporter): boolean => {
  // While the gateway waits, a fan who pressed "back" is heard of by themselves or not at all.
  if (end === "cancelled") return reporter === "return page" || reporter === "closed tab";
  return end !== "unknown";
};

async function heldBy({ fan, hold }: Begun) {
  const path = `GET /schedules/${hold.scheduleId}/holds`;
  const [mine] = (await answer(call(path, { as: fan }), 200, Holds)).items;
  return mine;
}

const orders: Reporter[][] = [
  ["notice", "return page", "cron"],
  ["notice", "cron", "return page"],
  ["return page", "notice", "cron"],
  ["return page", "cron", "notice"],
  ["cron", "notice", "return page"],
  ["cron", "return page", "notice"],
  ["closed tab", "notice", "cron", "return page"],
  ["notice", "closed tab"],
  ["cron", "closed tab"],
  ["return page", "closed tab"],
];

describe.each(Object.keys(ends) as End[])("a payment that is %s", (end) => {
  it.each(orders.map((order) => ({ order, name: order.join(", ") })))(
    "[O90][O94] a failed payment gives its seats back and one with an unknown outcome keeps them, whichever side hears of it first: $name",
    async ({ order }) => {
      const story = await begun();
      await ends[end](story);
      let isBack = false;
      for (const reporter of order) {
        await reporters[reporter](story);
        isBack ||= isLeftTo(end, reporter);
        const mine = await heldBy(story);
        expect([reporter, mine?.id, mine?.phase]).toEqual([
          reporter,
          story.hold.id,
          isBack ? "choosing" : "paying",
        ]);
        if (isBack) expect(mine?.expiresAt).toBe(story.hold.expiresAt);
      }
      if (!isBack) return;
      // Another way to pay is open.
      await fund(story.fan, 22_000);
      expect((await pay(story.fan, story.hold)).status).toBe(201);
    },
  );
});

it("[O90] a deposit that the gateway called off gives the seats back with the time left", async () => {
  const story = await begun("virtualAccount");
  await paid(story.fan, story.payment);
  expect(await heldBy(story)).toMatchObject({ phase: "paying" });
  await atGateway("cancel", story.payment);
  await reporters.notice(story);
  expect(await heldBy(story)).toMatchObject({
    phase: "choosing",
    expiresAt: story.hold.expiresAt,
  });
});

it("[O94] a payment with an unknown outcome gives the seats back once the outcome is known to be a failure", async () => {
  const story = await begun();
  await ends.unknown(story);
  await reporters.cron(story);
  await age(story.payment, 1_900_000);
  await reporters.cron(story);
  expect(await read(story.fan, story.payment)).toMatchObject({ status: "refused" });
  expect(await heldBy(story)).toMatchObject({ phase: "choosing" });
});

it("[O91] the next request frees seats whose schedule did not hear of the failed payment", async () => {
  for (const reporter of ["notice", "return page", "cron"] as const) {
    const story = await begun();
    await ends.refused(story);
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const lost = vi
      .spyOn(Schedule.prototype, "payRefused")
      .mockRejectedValueOnce(new Error("lost"));
    await reporters[reporter](story);
    expect(await heldBy(story)).toMatchObject({ phase: "paying" });
    lost.mockRestore();
    await reporters["return page"](story);
    expect(await heldBy(story)).toMatchObject({ phase: "choosing" });
  }
});

it("[O91] a request to pay that comes again after its payment was refused does not keep the seats", async () => {
  const story = await begun();
  const key = crypto.randomUUID();
  await reporters["return page"](story);
  const again = await awaited(story.fan, story.hold, "card", {}, key);
  await call(`POST /payments/${again.id}/failure`, { as: story.fan, body: { code: "x" } });
  expect(await heldBy(story)).toMatchObject({ phase: "choosing" });
  const late = await answer(order(story.fan, story.hold, "card", {}, key), 201, AwaitedOrder);
  expect(late.payment).toMatchObject({ id: again.id, status: "refused" });
  expect(await heldBy(story)).toMatchObject({ phase: "choosing" });
});

it("[O93] neither a made-up confirmation nor the same order again keeps the seats longer", async () => {
  const story = await begun();
  const { fan, hold, payment } = story;
  await reporters["return page"](story);
  const key = crypto.randomUUID();
  const again = await awaited(fan, hold, "card", {}, key);
  const until = (await heldBy(story))?.expiresAt;
  for (const minutes of [7, 10]) {
    vi.setSystemTime(Date.parse(payment.createdAt) + minutes * 60_000);
    await refused(confirm(fan, again, "made-up"), "payment-refused");
    await awaited(fan, hold, "card", {}, key);
    expect((await heldBy(story))?.expiresAt).toBe(until);
  }
  // Money that the gateway is about to take has its two minutes, once.
  const paymentKey = await checkOut(again);
  await mischief("lose-request", "/confirm", again.id);
  await refused(confirm(fan, again, paymentKey), "outcome-unknown");
  expect((await heldBy(story))?.expiresAt).toBe(
    new Date(Date.parse(until ?? "") + 120_000).toISOString(),
  );
});
