import { importJWK, jwtVerify } from "jose";
import { beforeAll, expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import { ConcertSummary } from "../../../contract/catalogue/concerts.ts";
import { Id } from "../../../contract/ids.ts";
import { Order } from "../../../contract/money/orders.ts";
import { TicketKeys, Tickets } from "../../../contract/money/tickets.ts";
import {
  answer,
  bought,
  call,
  openShop,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";
import type { Person, Shop } from "../../../../test/support/worker/shop.ts";

let admin: Person;
let shop: Shop;

beforeAll(async () => {
  admin = await person("admin");
  shop = await openShop(admin, 20);
});

it("[V60] each seat has a ticket that anybody can check with the public key, and nobody else can make", async () => {
  const fan = await person();
  const order = await bought(fan, shop.scheduleId, [0, 1]);
  const asked = call(`GET /orders/${order.id}/tickets`, { as: fan });
  const { items } = await answer(asked, 200, Tickets);
  expect(items.map(({ key }) => key)).toEqual(order.seats.map(({ key }) => key));
  const { keys } = await answer(call("GET /ticket-keys"), 200, TicketKeys);
  const [published] = keys;
  const key = await importJWK(published ?? {}, "EdDSA");
  const { payload, protectedHeader } = await jwtVerify(items[0]?.token ?? "", key);
  expect(protectedHeader).toMatchObject({ kid: published?.kid, typ: "ticket+jwt" });
  expect(payload).toMatchObject({ sub: order.id, seat: order.seats[0]?.key, num: order.number });
  expect(payload.exp).toBe(Date.parse(order.startsAt) / 1_000 + 86_400);
  const forged = (items[0]?.token ?? "").replace(/\.[^.]+\./, `.${btoa('{"seat":"A/1/1"}')}.`);
  await expect(jwtVerify(forged, key)).rejects.toThrow();
});

it("[V94] a refunded ticket has no code any more, and the others keep theirs", async () => {
  const fan = await person();
  const order = await bought(fan, shop.scheduleId, [4, 5]);
  const headers = { "idempotency-key": crypto.randomUUID() };
  const cancelling = call(`POST /orders/${order.id}/cancellation`, {
    as: fan,
    body: { seats: [4] },
    headers,
  });
  await answer(cancelling, 200, Order);
  const asked = call(`GET /orders/${order.id}/tickets`, { as: fan });
  expect((await answer(asked, 200, Tickets)).items.map(({ seat }) => seat)).toEqual([5]);
});

it("[V95] another account's order gives no tickets, and a canceled one has none", async () => {
  const [fan, other] = [await person(), await person()];
  const order = await bought(fan, shop.scheduleId, [2]);
  await refused(call(`GET /orders/${order.id}/tickets`, { as: other }), "not-found");
  const headers = { "idempotency-key": crypto.randomUUID() };
  const cancelling = call(`POST /orders/${order.id}/cancellation`, { as: fan, body: {}, headers });
  await answer(cancelling, 200, Order);
  const { items } = await answer(
    call(`GET /orders/${order.id}/tickets`, { as: fan }),
    200,
    Tickets,
  );
  expect(items).toEqual([]);
});

it("[V61] a saved concert is kept once, belongs to its owner alone, and can be removed", async () => {
  const [fan, other] = [await person(), await person()];
  const Wishes = z.strictObject({ items: z.array(ConcertSummary), reminders: z.array(Id) });
  const mine = async (who: Person) =>
    (await answer(call("GET /me/wishes", { as: who }), 200, Wishes)).items.map(({ id }) => id);
  for (const again of [204, 204])
    expect((await call(`PUT /me/wishes/${shop.concertId}`, { as: fan })).status).toBe(again);
  expect(await mine(fan)).toEqual([shop.concertId]);
  expect(await mine(other)).toEqual([]);
  await refused(call(`PUT /me/wishes/${crypto.randomUUID()}`, { as: fan }), "not-found");
  expect((await call(`DELETE /me/wishes/${shop.concertId}`, { as: fan })).status).toBe(204);
  expect(await mine(fan)).toEqual([]);
  await refused(call("GET /me/wishes"), "unauthenticated");
});

it("[V55] the opening of a sale and the show itself are calendar files", async () => {
  const file = async (event: string) => {
    const path = `GET /schedules/${shop.scheduleId}/calendar.ics?event=${event}&lang=en`;
    const response = await call(path);
    expect(response.headers.get("content-type")).toContain("text/calendar");
    return response.text();
  };
  expect(await file("opening")).toMatch(/SUMMARY:On sale: [^]*TRIGGER:-PT10M/);
  expect(await file("show")).toContain("TRIGGER:-PT120M");
});
