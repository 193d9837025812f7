import { encode } from "uqr";
import { beforeAll, expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import { ConcertSummary } from "../../../contract/catalog/concerts.ts";
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

const alphabet45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const alphabet32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Reads Base45 as RFC 9285 has it. */
function bytesOf(token: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const [triple] of token.matchAll(/.../g)) {
    const value = [...triple].reduceRight((sum, each) => sum * 45 + alphabet45.indexOf(each), 0);
    bytes.push(value >> 8, value & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** Checks a ticket using only its description in the API's document and the published key. */
async function readTicket(bytes: Uint8Array, scheduleId: string, jwk: object) {
  const key = await crypto.subtle.importKey("jwk", jwk, "Ed25519", false, ["verify"]);
  const id = scheduleId.replaceAll("-", "").match(/../g) ?? [];
  const schedule = id.map((pair) => parseInt(pair, 16));
  const said = bytes.slice(0, 12);
  const name = new TextEncoder().encode("frontrow ticket");
  const signed = Uint8Array.from([...name, ...schedule, ...said]);
  if (!(await crypto.subtle.verify("Ed25519", key, bytes.slice(12), signed))) return null;
  const bits = Array.from(said.slice(4, 9), (byte) => byte.toString(2).padStart(8, "0")).join("");
  const digits = (bits.match(/.{5}/g) ?? []).map((five) => alphabet32[parseInt(five, 2)]).join("");
  return {
    form: said[0],
    seat: (said[1] ?? 0) * 65_536 + (said[2] ?? 0) * 256 + (said[3] ?? 0),
    number: `FR-${digits.slice(0, 4)}-${digits.slice(4)}`,
    isOfSchedule: schedule.slice(-2).join() === said.slice(9, 11).join(),
    kid: String.fromCharCode(said[11] ?? 0),
  };
}

it("[V60] each seat has a ticket that anybody can check with the public key, and that nobody else can make", async () => {
  const fan = await person();
  const order = await bought(fan, shop.scheduleId, [0, 1]);
  const asked = call(`GET /orders/${order.id}/tickets`, { as: fan });
  const { items } = await answer(asked, 200, Tickets);
  expect(items.map(({ key }) => key)).toEqual(order.seats.map(({ key }) => key));
  const { keys } = await answer(call("GET /ticket-keys"), 200, TicketKeys);
  const [published = { kid: "" }] = keys;
  for (const { seat, token } of items) {
    const bytes = bytesOf(token);
    expect(await readTicket(bytes, shop.scheduleId, published)).toEqual({
      form: 1,
      seat,
      number: order.number,
      isOfSchedule: true,
      kid: published.kid.charAt(0),
    });
    expect(await readTicket(bytes, crypto.randomUUID(), published)).toBeNull();
    for (let at = 0; at < bytes.length; at++) {
      const forged = bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(await readTicket(forged, shop.scheduleId, published)).toBeNull();
    }
  }
});

it("[V420] the code of a ticket is no wider than 33 modules", async () => {
  const fan = await person();
  const order = await bought(fan, shop.scheduleId, [9]);
  const asked = call(`GET /orders/${order.id}/tickets`, { as: fan });
  const { items } = await answer(asked, 200, Tickets);
  const widths = items.map(({ token }) => encode(token, { ecc: "L", border: 0 }).size);
  expect(widths).toEqual([33]);
});

it("[V94] a refunded ticket no longer has a code, and the others keep theirs", async () => {
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

it("[V95] another account's order gives no tickets, and neither does a canceled one", async () => {
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

it("[V61] a saved concert is stored once, belongs to its owner alone, and can be removed", async () => {
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

it("[V55] the opening of a sale and the show itself are available as calendar files", async () => {
  const file = async (event: string) => {
    const path = `GET /schedules/${shop.scheduleId}/calendar.ics?event=${event}&lang=en`;
    const response = await call(path);
    expect(response.headers.get("content-type")).toContain("text/calendar");
    return response.text();
  };
  expect(await file("opening")).toMatch(/SUMMARY:On sale: [^]*TRIGGER:-PT10M/);
  expect(await file("show")).toContain("TRIGGER:-PT120M");
});
