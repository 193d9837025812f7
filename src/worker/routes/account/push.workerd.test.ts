import { beforeEach, expect, it } from "vitest";
import { PushKey, Subscribed } from "../../../contract/people/push.ts";
import { connect } from "../../../db/connection/connect.ts";
import { rowsOf } from "../../../db/connection/database.ts";
import { sql } from "drizzle-orm";
import { sendPushes } from "../../push/dispatch.ts";
import {
  type Person,
  answer,
  bought,
  call,
  openShop,
  person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import { inDays, moveDate } from "../../../../test/support/worker/moves.ts";
import { ring, soldOut, waiting } from "../../../../test/support/worker/waitlist.ts";

type Device = { endpoint: string; keys: { p256dh: string; auth: string } };
type Message = { ttlS: number; urgency: string; text: string };

const db = connect(testEnv);
const service = async (method: string, path: string, body?: object) => {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${testEnv.PUSH_SERVICE_URL}${path}`, { method, ...init });
  return response.status === 204 ? null : ((await response.json()) as unknown);
};
const newDevice = async () => (await service("POST", "/api/subscriptions")) as Device;
const subscribed = (as: Person, device: Device) =>
  answer(call("PUT /me/push", { as, body: device }), 200, Subscribed);
const idOf = ({ endpoint }: Device) => endpoint.split("/").pop();
const told = async (device: Device) =>
  (await service("GET", `/api/messages?device=${idOf(device)}`)) as Message[];
const rows = (account: Person) =>
  rowsOf<{ state: string }>(
    db,
    sql`SELECT CASE WHEN delivered_at IS NOT NULL THEN 'told' WHEN failed_at IS NOT NULL THEN 'failed' ELSE 'due' END AS state
    FROM outbox WHERE lane = 'push' AND payload ->> 'accountId' = ${account.id}`,
  );
/** Sends what is due, and waits for mails that another test's offer made the Worker claim first. */
async function send(): Promise<void> {
  await sendPushes(testEnv, db, { forMs: 10_000 });
  const inFlight = sql`SELECT FROM outbox WHERE lane = 'push' AND attempts > 0
    AND delivered_at IS NULL AND failed_at IS NULL AND failure IS NULL`;
  await expect.poll(() => rowsOf(db, inFlight), { timeout: 10_000 }).toEqual([]);
}

/** An offer with a pending notice. */
async function offered(fan: Person, change: object = {}) {
  const { scheduleId } = await openShop(await person("admin"), 1);
  const payload = {
    accountId: fan.id,
    scheduleId,
    offerId: crypto.randomUUID(),
    expiresAtMs: Date.now() + 900_000,
    seats: 2,
    path: `/checkout/${scheduleId}/x`,
    ...change,
  };
  await rowsOf(
    db,
    sql`INSERT INTO outbox (topic, payload) VALUES ('push.waitlist.offer', ${JSON.stringify(payload)}::jsonb)`,
  );
  return payload;
}

beforeEach(async () => {
  // Other files' mails are in the same books.
  await rowsOf(db, sql`DELETE FROM outbox WHERE lane = 'push'`);
  await service("POST", "/api/mood", { status: 503, times: 0 });
});

it("[PN10] a message for an account reaches each of its browsers, encrypted, and no other browser", async () => {
  const [fan, other] = [await person(), await person()];
  const [phone, laptop, theirs] = [await newDevice(), await newDevice(), await newDevice()];
  await subscribed(fan, phone);
  await subscribed(fan, laptop);
  await subscribed(other, theirs);
  const { path, offerId } = await offered(fan);
  await send();
  for (const device of [phone, laptop]) {
    const [message, ...more] = await told(device);
    expect(more).toEqual([]);
    expect(JSON.parse(message!.text)).toMatchObject({ path, tag: offerId, lang: "ko" });
    expect(JSON.parse(message!.text)).toMatchObject({
      title: expect.stringContaining("취소표") as string,
    });
    expect(message).toMatchObject({ urgency: "high" });
    expect(message!.ttlS).toBeGreaterThan(890);
    expect(message!.ttlS).toBeLessThanOrEqual(900);
  }
  expect(await told(theirs)).toEqual([]);
  expect(await rows(fan)).toEqual([{ state: "told" }]);
});

it("[PN11] a browser that withdrew its permission is removed, and gets no more messages", async () => {
  const fan = await person();
  const device = await newDevice();
  await subscribed(fan, device);
  await service("DELETE", `/push/${idOf(device)}`);
  await offered(fan);
  await send();
  expect(await rowsOf(db, sql`SELECT FROM push_subscription WHERE account_id = ${fan.id}`)).toEqual(
    [],
  );
  expect(await rows(fan)).toEqual([{ state: "told" }]);
});

it("[PN12] a message is sent again later if the push service is down", async () => {
  const fan = await person();
  const device = await newDevice();
  await subscribed(fan, device);
  await offered(fan);
  await service("POST", "/api/mood", { status: 503, times: 1 });
  await send();
  expect([await told(device), await rows(fan)]).toEqual([[], [{ state: "due" }]]);
  await rowsOf(db, sql`UPDATE outbox SET available_at = now() WHERE lane = 'push'`);
  await send();
  expect(await told(device)).toHaveLength(1);
});

it("[PN13] no message is sent after its time, to a fan who switched such messages off, or to a removed browser", async () => {
  const [late, off, gone] = [await person(), await person(), await person()];
  const devices = [await newDevice(), await newDevice(), await newDevice()] as const;
  await subscribed(late, devices[0]);
  await subscribed(off, devices[1]);
  const { id } = await subscribed(gone, devices[2]);
  await rowsOf(db, sql`UPDATE account SET mail_waitlist = false WHERE id = ${off.id}`);
  expect((await call(`DELETE /me/push/${id}`, { as: gone })).status).toBe(204);
  await offered(late, { expiresAtMs: Date.now() - 1 });
  await offered(off);
  await offered(gone);
  await send();
  for (const device of devices) expect(await told(device)).toEqual([]);
  for (const fan of [late, off, gone]) expect(await rows(fan)).toEqual([{ state: "told" }]);
});

it("[PN14] a browser belongs to the account that signed in on it last, and no other account can remove it", async () => {
  const [first, second] = [await person(), await person()];
  const device = await newDevice();
  const { id } = await subscribed(first, device);
  expect(await subscribed(second, device)).toEqual({ id });
  await call(`DELETE /me/push/${id}`, { as: first });
  await offered(first);
  await offered(second);
  await send();
  expect(await told(device)).toHaveLength(1);
});

it("[PN16] a fan who signs out everywhere gets no more messages on any device", async () => {
  const fan = await person();
  const device = await newDevice();
  await subscribed(fan, device);
  expect((await call("DELETE /sessions", { as: fan })).status).toBe(204);
  await offered(fan);
  await send();
  expect(await told(device)).toEqual([]);
});

it("[PN15] a subscription with an unknown push service or invalid keys is refused", async () => {
  const fan = await person();
  const device = await newDevice();
  const put = (body: object) => call("PUT /me/push", { as: fan, body });
  await refused(
    put({ ...device, endpoint: "https://frontrow.test/api/v1/health" }),
    "invalid-request",
  );
  await refused(put({ ...device, endpoint: "http://127.0.0.1:1/push/x" }), "invalid-request");
  await refused(put({ ...device, keys: { ...device.keys, p256dh: "AA" } }), "invalid-request");
  await refused(put({ ...device, keys: { ...device.keys, auth: "<script>" } }), "invalid-request");
  await refused(call("PUT /me/push", { body: device }), "unauthenticated");
  const { key } = await answer(call("GET /push/key"), 200, PushKey);
  expect(testEnv.VAPID_KEYS?.startsWith(`${key}.`)).toBe(true);
});

it("[WL41] a fan hears of an offer moments after it is made, without the cron", async () => {
  const { scheduleId, giveBack } = await soldOut();
  const [fan] = await waiting(scheduleId, 1);
  const device = await newDevice();
  await subscribed(fan, device);
  await giveBack(0, [1]);
  await ring(scheduleId);
  await expect.poll(() => told(device), { timeout: 15_000 }).toHaveLength(1);
});

it("[CH29] a move is on the phones of its ticket holders, even with reminders switched off, and an overtaken one is not", async () => {
  const admin = await person("admin");
  const { scheduleId } = await openShop(admin, 1);
  const fan = await person();
  const device = await newDevice();
  await subscribed(fan, device);
  await rowsOf(db, sql`UPDATE account SET mail_reminders = false WHERE id = ${fan.id}`);
  await bought(fan, scheduleId, [0]);
  for (const [at, days] of [9, 10].entries()) {
    const times = { startsAt: inDays(days), saleClosesAt: inDays(days) };
    expect((await moveDate(admin, scheduleId, at + 1, times)).status).toBe(200);
  }
  await send();
  const [message, ...more] = await told(device);
  expect(more).toEqual([]);
  expect(JSON.parse(message!.text)).toMatchObject({
    title: expect.stringContaining("공연 일정 변경") as string,
    path: "/me",
  });
});
