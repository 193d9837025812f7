import { fullAgreement } from "../../../contract/money/agreement.ts";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { Order } from "../../../contract/money/orders.ts";
import { AdminPayments, Payments } from "../../../contract/money/payments.ts";
import { RefundPreview, SaleTerms } from "../../../contract/money/refunds.ts";
import { connect } from "../../../db/connection/connect.ts";
import { app } from "../../app.ts";
import { checkoutPath } from "../../payment/gateway-for.ts";
import {
  atGateway,
  awaited,
  gatewayHas,
  mischief,
  order,
  paid,
  read,
} from "../../../../test/support/worker/gateway.ts";
import {
  answer,
  call,
  fund,
  holding,
  openShop,
  origin,
  person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

const books = connect(testEnv);
const rowsOf = async (query: ReturnType<typeof sql>) => (await books.execute(query)).rows;

async function shop() {
  const admin = await person("admin");
  const opened = { admin, fan: await person(), ...(await openShop(admin, 1)) };
  const terms = `POST /admin/schedules/${opened.scheduleId}/terms`;
  await answer(call(terms, { as: admin, body: { depositMinutes: 60 } }), 200, SaleTerms);
  return opened;
}

const statementOf = async (fan: Person, orderId: string | null, kind = "order") =>
  await (
    await call(`GET /orders/${orderId}/statement?kind=${kind}&language=en`, { as: fan })
  ).text();

const receipt = { type: "income", number: "010-1234-5678" };

it("[O45] a cash receipt goes to the gateway with a bank transfer, and only the first and last digits of its number are shown and stored", async () => {
  const { admin, fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  const payment = await awaited(fan, hold, "transfer", { cashReceipt: receipt });
  const shown = { type: "income", number: "010****5678" };
  expect(payment.cashReceipt).toEqual(shown);
  // Servers log addresses, but not the part after the "#".
  const [address, hidden] = (payment.checkoutUrl ?? "").split("#");
  expect([address?.includes("5678"), hidden]).toEqual([false, "number=01012345678"]);
  const done = await paid(fan, payment);
  expect(done).toMatchObject({ status: "paid", cashReceipt: shown });
  expect(await gatewayHas(payment)).toMatchObject({
    cashReceipt: { type: "소득공제", amount: 11_000 },
  });
  const kept = await rowsOf(sql`SELECT cash_receipt FROM payment WHERE id = ${payment.id}`);
  expect(kept).toEqual([{ cash_receipt: shown }]);
  expect(await statementOf(fan, done.orderId)).toContain("income deduction 010****5678");
  const mine = await answer(call("GET /payments", { as: fan }), 200, Payments);
  const all = await answer(
    call(`GET /admin/payments?search=${payment.id}`, { as: admin }),
    200,
    AdminPayments,
  );
  expect([mine.items[0]?.cashReceipt, all.items[0]?.cashReceipt]).toEqual([shown, shown]);
});

it("[O80] a cash receipt for a card, for the wallet, or with an impossible number is refused", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  const more = { cashReceipt: receipt };
  for (const method of ["card", "easyPay"] as const)
    expect((await refused(order(fan, hold, method, more), "invalid-request")).errors).toMatchObject(
      [{ pointer: "/cashReceipt" }],
    );
  await refused(order(fan, hold, "wallet" as "card", more), "invalid-request");
  const wrong = { cashReceipt: { type: "expense", number: "220-81-62518" } };
  const { errors } = await refused(order(fan, hold, "transfer", wrong), "invalid-request");
  expect(errors).toMatchObject([{ pointer: "/cashReceipt/number" }]);
});

it("[O78] the kind of a cash receipt goes to the gateway's window, and its number goes only through the browser", async () => {
  const { PAYMENT_CHECKOUT_URL: _, ...rest } = testEnv;
  const real = { ...rest, PAYMENT_CLIENT_KEY: "test_ck_1" };
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  const payment = await awaited(fan, hold, "transfer", { cashReceipt: receipt });
  const asked = new URL(payment.checkoutUrl ?? "").searchParams;
  asked.set("successUrl", `${origin}/payment/return`);
  const html = await (
    await app.request(`${origin}${checkoutPath}?${asked.toString()}`, {}, real)
  ).text();
  expect(html).toContain('"transfer":{"cashReceipt":{"type":"소득공제"}}');
  expect(html).not.toContain("5678");
  expect(html).toContain('new URLSearchParams(location.hash.slice(1)).get("number")');
  expect(html).toContain("asked.customerMobilePhone = number");
});

const account = { bank: "88", accountNumber: "110-123-456789", holder: "김하늘" };

async function deposited() {
  const opened = await shop();
  const { fan, scheduleId } = opened;
  const payment = await awaited(fan, await holding(fan, scheduleId, [0, 1]), "virtualAccount");
  await paid(fan, payment);
  await atGateway("deposit", payment);
  return { ...opened, payment: await read(fan, payment) };
}
const cancel = (fan: Person, orderId: string | null, body: object, key: string) =>
  call(`POST /orders/${orderId}/cancellation`, {
    as: fan,
    body,
    headers: { "idempotency-key": key },
  });

it("[O46] money from a virtual account goes back to the bank account that the fan names, and its number is not stored", async () => {
  const { fan, payment } = await deposited();
  const { orderId } = payment;
  const preview = await answer(
    call(`GET /orders/${orderId}/refund`, { as: fan }),
    200,
    RefundPreview,
  );
  expect(preview).toMatchObject({ targets: ["wallet", "original"], needsAccount: true });
  const asked = { to: "original", seats: [0] };
  const { errors } = await refused(cancel(fan, orderId, asked, "1"), "invalid-request");
  expect(errors).toMatchObject([{ pointer: "/account" }]);
  await mischief("error-500", "/cancel", "");
  const first = await answer(cancel(fan, orderId, { ...asked, account }, "2"), 200, Order);
  expect(first.refunded.amount).toBe(11_000);
  // The number is needed until the gateway is done, and is never shown.
  const numberOf = async () => {
    const rows = await rowsOf(sql`SELECT account->>'accountNumber' AS number FROM refund
      WHERE order_id = ${orderId} ORDER BY created_at`);
    return rows.map(({ number }) => number);
  };
  const ends = { bank: "88", accountNumber: "********6789", holder: "김**" };
  expect((await read(fan, payment)).refunds).toMatchObject([{ status: "due", account: ends }]);
  expect(await numberOf()).toEqual(["110123456789"]);
  await answer(cancel(fan, orderId, { ...asked, account, seats: [1] }, "3"), 200, Order);
  expect(await gatewayHas(payment)).toMatchObject({
    balanceAmount: 11_000,
    virtualAccount: { refundReceiveAccount: { bank: "88", accountNumber: "110123456789" } },
  });
  expect(await numberOf()).toEqual(["110123456789", "********6789"]);
  const said = await rowsOf(sql`SELECT count(*)::int AS many FROM refund
    WHERE order_id = ${orderId} AND record::text LIKE '%110123456789%'`);
  expect(said).toEqual([{ many: 0 }]);
  expect(await statementOf(fan, orderId, "refund")).toContain("Account ********6789");
  // Another account under the same key is another request.
  const other = { ...asked, account: { ...account, bank: "20" } };
  await refused(cancel(fan, orderId, other, "2"), "idempotency-mismatch");
});

it("[O81] a card payment is refunded to the card, and a bank account is refused", async () => {
  const { fan, scheduleId } = await shop();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  const { orderId } = await paid(fan, payment);
  const body = { to: "original", account };
  await refused(cancel(fan, orderId, body, "1"), "invalid-request");
  await refused(cancel(fan, orderId, { to: "wallet", account }, "2"), "invalid-request");
  const wrong = { to: "original", account: { ...account, accountNumber: "12-3" } };
  const { errors } = await refused(cancel(fan, orderId, wrong, "3"), "invalid-request");
  expect(errors).toMatchObject([{ pointer: "/account/accountNumber" }]);
});

const agreement = fullAgreement;
const formsOf = (fan: Person) =>
  rowsOf(sql`SELECT order_id, mail_to, agreement, now() - at < interval '1 minute' AS is_fresh
    FROM order_form WHERE account_id = ${fan.id}`);

it("[O47] the order keeps what its buyer agreed to and when, and the address for its tickets", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  const more = { mailTo: "gift@example.com", agreement };
  const place = () => order(fan, hold, "wallet" as "card", more, "one");
  await refused(place(), "insufficient-funds");
  expect(await formsOf(fan)).toEqual([]);
  await fund(fan, 11_000);
  const { id } = await answer(order(fan, hold, "wallet" as "card", more, "two"), 201, Order);
  await answer(order(fan, hold, "wallet" as "card", more, "two"), 201, Order);
  const kept = { order_id: id, mail_to: "gift@example.com", agreement, is_fresh: true };
  expect(await formsOf(fan)).toEqual([kept]);
  expect(await statementOf(fan, id)).toContain("Terms accepted");
  const payer = await person();
  const payment = await awaited(payer, await holding(payer, scheduleId, [1]), "card", {
    agreement,
  });
  await paid(payer, payment);
  expect(await formsOf(payer)).toMatchObject([
    { order_id: payment.orderId, mail_to: null, agreement },
  ]);
  const wrong = order(payer, hold, "card", {
    mailTo: "nobody",
    agreement: { ...agreement, items: [] },
  });
  const { errors } = await refused(wrong, "invalid-request");
  expect(errors?.map(({ pointer }) => pointer)).toEqual(["/mailTo", "/agreement/items"]);
});

it("[O84] an order can agree only to a version of the texts that exists", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  await fund(fan, 11_000);
  for (const version of ["1999-01", "2099-12", ""]) {
    const never = { agreement: { ...fullAgreement, version } };
    const { errors } = await refused(order(fan, hold, "card", never), "invalid-request");
    expect(errors?.map(({ pointer }) => pointer)).toEqual(["/agreement/version"]);
  }
  expect(await formsOf(fan)).toEqual([]);
  await answer(order(fan, hold, "wallet" as "card"), 201, Order);
});

it("[O53] a payment requires consent to all of the terms", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  await fund(fan, 11_000);
  const half = { ...fullAgreement, items: ["refund-rules"] };
  const twice = { ...fullAgreement, items: ["refund-rules", "refund-rules"] };
  for (const method of ["wallet", "card"] as const)
    for (const agreement of [undefined, half, twice])
      await refused(order(fan, hold, method as "card", { agreement }), "invalid-request");
  expect(await formsOf(fan)).toEqual([]);
});
