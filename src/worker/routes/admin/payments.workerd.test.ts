import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { Acts } from "../../../contract/admin/activity.ts";
import { GatewayLook } from "../../../contract/admin/payments.ts";
import { AdminPayments, Payment, PaymentStory } from "../../../contract/money/payments.ts";
import { connect } from "../../../db/connection/connect.ts";
import { flagPayment } from "../../../db/money/card-payments.ts";
import {
  atGateway,
  awaited,
  checkOut,
  confirm,
  hear,
  mischief,
  notices,
  paid,
  read,
} from "../../../../test/support/worker/gateway.ts";
import {
  answer,
  call,
  holding,
  openShop,
  person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});
afterEach(() => void vi.restoreAllMocks());

async function begun(method: "card" | "virtualAccount" = "card") {
  const { scheduleId } = await openShop(admin, 1);
  const fan = await person();
  return { fan, payment: await awaited(fan, await holding(fan, scheduleId, [0]), method) };
}

/** A payment that the gateway has taken, and that we do not know the end of. */
async function unheard() {
  const { fan, payment } = await begun();
  const paymentKey = await checkOut(payment);
  await mischief("lose-answer", "/confirm", payment.id);
  await mischief("error-500", "/orders/", payment.id);
  await refused(confirm(fan, payment, paymentKey), "outcome-unknown");
  return { fan, payment };
}

const at = ({ id }: Payment) => `/admin/payments/${id}`;
const story = (payment: Payment) =>
  answer(call(`GET ${at(payment)}`, { as: admin }), 200, PaymentStory);
const look = (payment: Payment) =>
  answer(call(`GET ${at(payment)}/gateway`, { as: admin }), 200, GatewayLook);
const resolve = (payment: Payment) =>
  answer(call(`POST ${at(payment)}/resolution`, { as: admin, body: {} }), 200, PaymentStory);

it("[AD11] payments can be found by method, time and flag, and by all of these together", async () => {
  const { fan, payment } = await begun("virtualAccount");
  const found = async (query: string) => {
    const path = `GET /admin/payments?search=${fan.email}${query}`;
    const { items } = await answer(call(path, { as: admin }), 200, AdminPayments);
    return items.length;
  };
  const hourMs = 3_600_000;
  const time = (ms: number) => encodeURIComponent(new Date(Date.now() + ms).toISOString());
  const near = `&since=${time(-hourMs)}&until=${time(hourMs)}`;
  expect(await found("&method=virtualAccount&status=ready")).toBe(1);
  expect(await found("&method=card")).toBe(0);
  expect(await found(near)).toBe(1);
  expect(await found(`&since=${time(hourMs)}`)).toBe(0);
  expect(await found(`&until=${time(-hourMs)}`)).toBe(0);
  expect(await found("&flagged=true")).toBe(0);
  await flagPayment(connect(testEnv), { paymentId: payment.id, issue: "look", record: null });
  expect(await found(`&flagged=true${near}`)).toBe(1);
  await refused(call("GET /admin/payments?since=yesterday", { as: admin }), "invalid-request");
});

it("[AD13] a payment shows money that the gateway has and the books do not, and asking again settles it", async () => {
  const { fan, payment } = await unheard();
  expect(await look(payment)).toMatchObject({
    payment: { state: "paid", amount: 11_000 },
    differences: [{ about: "state", ours: "unknown", theirs: "paid" }],
  });
  const settled = await resolve(payment);
  expect(settled.payment.status).toBe("paid");
  expect((await look(payment)).differences).toEqual([]);
  expect((await read(fan, payment)).status).toBe("paid");
  const path = `GET /admin/acts?subject=${payment.id}`;
  const { items } = await answer(call(path, { as: admin }), 200, Acts);
  expect(items[0]).toMatchObject({ action: "payment.resolve", actor: { id: admin.id } });
  await refused(
    call(`GET /admin/payments/${crypto.randomUUID()}/gateway`, { as: admin }),
    "not-found",
  );
});

it("[AD14] the history of a payment has the notices as they were received, without secrets", async () => {
  const { fan, payment } = await begun("virtualAccount");
  await answer(confirm(fan, payment, await checkOut(payment)), 200, Payment);
  await atGateway("deposit", payment);
  const told = await notices(payment);
  for (const body of told) await (await hear(body)).text();
  const forged = {
    eventType: "PAYMENT_STATUS_CHANGED",
    data: { orderId: payment.id, status: "<b>" },
  };
  await (await hear(JSON.stringify(forged))).text();
  const { notices: heard, timeline, record, payment: now } = await story(payment);
  expect(now.status).toBe("paid");
  expect(heard.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["PAYMENT_STATUS_CHANGED", "DEPOSIT_CALLBACK"]),
  );
  expect(heard).toHaveLength(told.length + 1);
  expect(heard.at(-1)).toMatchObject({ kind: "PAYMENT_STATUS_CHANGED", status: null });
  expect(timeline.map(({ status }) => status)).toEqual(["ready", "awaiting-deposit", "paid"]);
  expect(JSON.stringify([record, (await look(payment)).record])).not.toContain('"secret"');
});

it("[AD15] an issue is closed once, with a note on the finding, and does not come up again", async () => {
  const { fan, payment } = await begun();
  await paid(fan, payment);
  await atGateway("cancel", payment);
  const { payment: flagged } = await resolve(payment);
  expect(flagged.issue).toBe("cancelled-at-company");
  expect((await look(payment)).differences.map(({ about }) => about)).toContain("foreign-refund");
  const close = (body: object) => call(`POST ${at(payment)}/issue-closing`, { as: admin, body });
  await refused(close({ note: " " }), "invalid-request");
  const closed = await answer(close({ note: "고객센터에서 환불" }), 200, PaymentStory);
  expect(closed.payment.issue).toBeNull();
  expect((await resolve(payment)).payment.issue).toBeNull();
  await refused(close({ note: "again" }), "conflict");
  const { items } = await answer(
    call(`GET /admin/acts?subject=${payment.id}`, { as: admin }),
    200,
    Acts,
  );
  const note = items.find(({ action }) => action === "payment.looked-after");
  expect(note?.changes).toEqual([
    { field: "issue", before: "cancelled-at-company", after: null },
    { field: "note", before: null, after: "고객센터에서 환불" },
  ]);
});
