import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { GuestFile, Invitations, SeatFile } from "../../../../contract/admin/stock/invitations.ts";
import { StockBlockSeats } from "../../../../contract/admin/stock/stock.ts";
import { decodeSnapshot } from "../../../../contract/live/live.ts";
import { connect } from "../../../../db/connection/connect.ts";
import { eventually } from "../../../../../test/support/eventually.ts";
import { scheduleObject } from "../../../../../test/support/worker/objects.ts";
import {
  answer,
  bought,
  call,
  openShop,
  person,
  type Person,
  refused,
  type Shop,
  testEnv,
} from "../../../../../test/support/worker/shop.ts";
import { worker } from "../../../../../test/support/worker/staff.ts";

let admin: Person;
let operator: Person;
beforeAll(async () => {
  [admin, operator] = [await person("admin"), await worker("box-office")];
});

const newKey = () => ({ "idempotency-key": crypto.randomUUID() });
const of = ({ scheduleId }: Shop) => `/admin/schedules/${scheduleId}`;
const ask = (shop: Shop, as: Person, guests: object[], headers = newKey()) =>
  call(`POST ${of(shop)}/invitations`, { as, body: { note: "press night", guests }, headers });
const decide = (id: string, as: Person, isApproved = true) =>
  call(`POST /admin/invitation-requests/${id}/decision`, { as, body: { isApproved } });
const statuses = async ({ scheduleId }: Shop) => {
  const frame = await scheduleObject(scheduleId).snapshot();
  const map = frame.ok ? decodeSnapshot(new Uint8Array(frame.value.bytes)) : null;
  return [...(map?.statuses ?? [])].slice(0, 5);
};
const block = (shop: Shop, seats: number[]) =>
  answer(
    call(`POST ${of(shop)}/stock`, {
      as: admin,
      body: { kind: "house", seats },
      headers: newKey(),
    }),
    201,
    StockBlockSeats,
  );

it("[ST30] guests get free tickets once somebody other than who asked has approved them, and their mail is due", async () => {
  const shop = await openShop(admin, 1);
  await block(shop, [0, 1]);
  const mail = `${crypto.randomUUID()}@example.com`;
  const guests = [
    { name: "김하늘", mail, phone: "01012345678", seats: [0, 1] },
    { name: "Lee", zoneId: "r", count: 1 },
  ];
  const headers = newKey();
  const asked = await answer(ask(shop, operator, guests, headers), 201, Invitations);
  expect(asked).toMatchObject({ state: "asked", guests: [{ state: "waiting" }, { count: 1 }] });
  const again = await answer(ask(shop, operator, guests, headers), 201, Invitations);
  expect(again.id).toBe(asked.id);
  await refused(decide(asked.id, operator), "right-missing");
  expect(await statuses(shop)).toEqual([3, 3, 0, 0, 0]);
  const done = await answer(decide(asked.id, admin), 200, Invitations);
  expect(done.guests).toMatchObject([
    { name: "김하늘", state: "issued", seats: [0, 1], fault: null },
    { name: "Lee", state: "issued", count: 1 },
  ]);
  expect((await statuses(shop)).slice(0, 2)).toEqual([2, 2]);
  const orderId = done.guests[0]?.orderId ?? "";
  const { rows } = await connect(testEnv).execute(
    sql`SELECT o.channel, o.total_minor::int AS total, o.method, o.buyer_name AS name, o.account_id AS account,
      (SELECT count(*)::int FROM outbox WHERE topic = 'order.paid' AND payload->>'orderId' = o.id::text) AS mails
    FROM customer_order o WHERE o.id = ${orderId}`,
  );
  expect(rows).toEqual([
    { channel: "invitation", total: 0, method: "free", name: "김하늘", account: null, mails: 1 },
  ]);
  // To approve again issues nothing twice.
  expect((await answer(decide(asked.id, admin), 200, Invitations)).guests).toEqual(done.guests);
});

it("[ST31] a guest's tickets can be taken back, and the seats return to their block", async () => {
  const shop = await openShop(admin, 1);
  await block(shop, [0]);
  const asked = await answer(ask(shop, operator, [{ name: "Kim", seats: [0] }]), 201, Invitations);
  const done = await answer(decide(asked.id, admin), 200, Invitations);
  expect((await statuses(shop))[0]).toBe(2);
  const path = `POST /admin/invitation-guests/${done.guests[0]?.id}/cancellation`;
  const cancel = () => call(path, { as: operator, body: { reason: "ill" } });
  expect((await cancel()).status).toBe(204);
  expect((await cancel()).status).toBe(204);
  await eventually(async () => expect((await statuses(shop))[0]).toBe(3));
  const { items } = (await (await call(`GET ${of(shop)}/invitations`, { as: admin })).json()) as {
    items: Invitations[];
  };
  expect(items[0]?.guests[0]).toMatchObject({ state: "canceled", name: "Kim" });
});

it("[ST32] a guest whose seat is taken gets no ticket, hears of it, and is no trouble to the others", async () => {
  const shop = await openShop(admin, 1);
  await bought(await person(), shop.scheduleId, [2]);
  const guests = [
    { name: "Kim", seats: [2] },
    { name: "Lee", seats: [3] },
  ];
  const asked = await answer(ask(shop, operator, guests), 201, Invitations);
  const done = await answer(decide(asked.id, admin), 200, Invitations);
  expect(done.guests).toMatchObject([
    { state: "waiting", fault: "seat-taken" },
    { state: "issued", fault: null },
  ]);
  await refused(decide(asked.id, admin, false), "conflict");
});

it("[ST33][ST38] whoever asked cannot approve while somebody else could, and the organizer can do without approval", async () => {
  const shop = await openShop(admin, 1);
  const other = await person("admin");
  const asked = await answer(ask(shop, other, [{ name: "Kim", seats: [0] }]), 201, Invitations);
  await refused(decide(asked.id, other), "conflict");
  const set = (isNeeded: boolean) =>
    call("PUT /admin/invitation-approval", { as: admin, body: { isNeeded } });
  expect((await set(false)).status).toBe(200);
  const organization = await call("GET /admin/organization", { as: admin });
  expect(await organization.json()).toMatchObject({ approvesInvitations: false });
  try {
    const free = await answer(ask(shop, other, [{ name: "Lee", seats: [1] }]), 201, Invitations);
    expect(free).toMatchObject({
      state: "approved",
      decidedBy: null,
      guests: [{ state: "issued" }],
    });
  } finally {
    await set(true);
  }
});

it("[ST34] tables of seats and of guests are read with their faults, and the stock is exported as one", async () => {
  const shop = await openShop(admin, 1);
  const file = (name: string, raw: string) =>
    call(`POST ${of(shop)}/stock/${name}`, {
      as: admin,
      raw,
      headers: { "content-type": "text/csv" },
    });
  const seats = await answer(file("seat-file", "좌석\nA/1/2\nA/1/1\nA/9/9\n"), 200, SeatFile);
  expect(seats).toEqual({
    seats: [0, 1],
    faults: [{ line: 4, column: "seat", code: "unknown-seat", text: "A/9/9" }],
  });
  const guests = await answer(
    file(
      "guest-file",
      "이름,이메일,전화,좌석,등급,매수\n김,a@b.co,010-1234-5678,A/1/3;A/1/4,,\n이,,,,R,2\n박,,,,S,1\n",
    ),
    200,
    GuestFile,
  );
  expect(guests).toEqual({
    guests: [
      { name: "김", mail: "a@b.co", phone: "01012345678", seats: [2, 3] },
      { name: "이", mail: null, phone: null, zoneId: "r", count: 2 },
    ],
    faults: [{ line: 4, column: "zone", code: "unknown-zone", text: "S" }],
  });
  await block(shop, seats.seats);
  const table = await (await call(`GET ${of(shop)}/stock/export`, { as: admin })).text();
  expect(table.split(/\r?\n/).slice(1, 3)).toEqual([
    "A/1/1,free,house,other,,staff,,,",
    "A/1/2,free,house,other,,staff,,,",
  ]);
});
