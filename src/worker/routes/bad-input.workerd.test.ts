import { fullConsent } from "../../contract/people/consent.ts";
import { fullAgreement } from "../../contract/money/agreement.ts";
import { beforeAll, expect, it } from "vitest";
import { Account, Session } from "../../contract/people/accounts.ts";
import { Created } from "../../contract/admin/catalog-changes.ts";
import { Concert } from "../../contract/catalog/concerts.ts";
import { Wallet } from "../../contract/money/wallets.ts";
import {
  answer,
  call,
  fund,
  holding,
  holdSeats,
  openShop,
  origin,
  passOf,
  person,
  planOf,
  refused,
  tokenOf,
} from "../../../test/support/worker/shop.ts";
import type { Person, Shop } from "../../../test/support/worker/shop.ts";

let admin: Person;
let fan: Person;
let shop: Shop;
const nowhere = "00000000-0000-4000-8000-000000000000";
const nasty = `Robert'); DROP TABLE account;-- <script>alert(1)</script> \u0000 \${7*7} 🎫`;
const password = "a good password";

beforeAll(async () => {
  [admin, fan] = [await person("admin"), await person()];
  shop = await openShop(admin, 2);
  await fund(fan, 50_000);
});

it("[P8] a body that does not match the contract is refused with the location of each fault", async () => {
  const keyed = { "idempotency-key": "k" };
  await refused(call("POST /orders", { as: fan, body: "{", headers: keyed }), "invalid-request");
  await refused(call("POST /orders", { as: fan, body: "[]", headers: keyed }), "invalid-request");
  const order = {
    scheduleId: shop.scheduleId,
    holdId: nowhere,
    method: "wallet",
    agreement: fullAgreement,
  };
  const extra = { ...order, price: 1 };
  await refused(call("POST /orders", { as: fan, body: extra, headers: keyed }), "invalid-request");
  const wrong = { ...order, holdId: 7 };
  const problem = await refused(
    call("POST /orders", { as: fan, body: wrong, headers: keyed }),
    "invalid-request",
  );
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(["/holdId"]);
});

it("[P34] queries and paths are validated like bodies", async () => {
  for (const path of [
    "/concerts?limit=0",
    "/concerts?limit=101",
    "/concerts?limit=x",
    "/concerts?limit=1e1",
    "/concerts?limit=0x10",
    "/concerts?limit=5.0",
    "/concerts?limit=",
    "/concerts?page=2",
    "/concerts?cursor=made-up",
    "/concerts/No_Such!",
    "/schedules/not-an-id",
    "/plans/abc",
    `/schedules/${shop.scheduleId}/seats?status=gone`,
    `/schedules/${shop.scheduleId}/seats?cursor=-1`,
  ])
    await refused(call(`GET ${path}`), "invalid-request");
});

it("[P27] a malformed time, day or clock is refused without a crash, and so is half a character", async () => {
  const times = ["0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "2027-01-01T00:00:00+23:59"];
  const query = (time: string) => encodeURIComponent(time);
  for (const time of [...times, "9999-12-31T23:59:59-01:00"])
    await refused(
      call(`GET /admin/payments?since=${query(time)}`, { as: admin }),
      "invalid-request",
    );
  const latest = query("9999-12-31T23:59:59.999Z");
  expect((await call(`GET /admin/payments?until=${latest}`, { as: admin })).status).toBe(200);
  for (const day of ["from=0000-01-01", "to=0000-12-31"])
    await refused(call(`GET /concerts?${day}`), "invalid-request");
  await refused(call("GET /wallet/ledger?cursor=9999999999", { as: fan }), "invalid-request");
  const words = (word: string) => ({ ko: word, en: word });
  const about = { name: words("Hall"), city: words("Seoul"), address: words("1") };
  const add = (change: object) =>
    call("POST /admin/venues", { as: admin, body: { ...about, ...change } });
  for (const timeZone of ["Nowhere/Else", "+09:00", "constructor", ""])
    await refused(add({ timeZone }), "invalid-request");
  for (const half of ["\ud800", "a\udc00b"])
    await refused(add({ name: words(half) }), "invalid-request");
});

it("[P9] a body that is not JSON is refused with 415, and one that is too long with 413", async () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  await refused(call("POST /accounts", { body: "a=b", headers: form }), "unsupported-media-type");
  const long = { email: "a@example.com", password, name: "x".repeat(70_000) };
  await refused(call("POST /accounts", { body: long }), "body-too-large");
  const huge = { venueId: nowhere, plan: "x".repeat(2_200_000) };
  await refused(call("POST /admin/plans", { as: admin, body: huge }), "body-too-large");
});

it("[P10] unknown addresses get 404, and unknown methods get 405 with the list of known ones", async () => {
  for (const path of [
    "/nothing",
    "/concerts/no-such-concert",
    "/concerts/no-such-concert/schedules",
    `/concerts/${nowhere}/schedules`,
    `/schedules/${nowhere}`,
    `/schedules/${nowhere}/seats.bin`,
    `/schedules/${nowhere}/remaining`,
    `/schedules/${nowhere}/queue`,
    `/plans/${"0".repeat(64)}`,
  ])
    await refused(call(`GET ${path}`), "not-found");
  await refused(call(`GET /orders/${nowhere}`, { as: fan }), "not-found");
  await refused(call(`POST /schedules/${nowhere}/queue`, { as: fan, body: {} }), "not-found");
  const wrong = await call("PUT /concerts");
  expect(wrong.headers.get("allow")).toBe("GET, HEAD");
  await refused(wrong, "method-not-allowed");
});

it("[P11] Negative, fractional and out-of-range amounts of money never move", async () => {
  const topUp = (amount: unknown) =>
    call("POST /wallet/top-ups", {
      as: fan,
      body: { amount },
      headers: { "idempotency-key": "k1" },
    });
  for (const amount of [1.5, "1000", null, 1e300]) await refused(topUp(amount), "invalid-request");
  for (const amount of [-5_000, 0, 999, 2_000_001])
    await refused(topUp(amount), "amount-out-of-range");
  const { balance } = await answer(call("GET /wallet", { as: fan }), 200, Wallet);
  expect(balance.amount).toBe(50_000);
  const zones = (priceMinor: number) => [{ id: "r", priceMinor, feeMinor: 0 }];
  for (const price of [-1, 0.5])
    await expect(openShop(admin, 1, { zones: zones(price) })).rejects.toThrow(/400/);
});

it("[P12] seats that do not exist are refused", async () => {
  const pass = await passOf(fan, shop.scheduleId);
  for (const seats of [[], [-1], [0.5], ["0"], Array.from({ length: 21 }, (_, seat) => seat), 7])
    await refused(holdSeats(fan, shop.scheduleId, pass, { seats }), "invalid-request");
  await refused(holdSeats(fan, shop.scheduleId, pass, { seats: [999_999] }), "unknown-seat");
  const both = { seats: [0], best: { zoneId: "r", count: 1 } };
  await refused(holdSeats(fan, shop.scheduleId, pass, both), "invalid-request");
  const best = (zoneId: string) =>
    holdSeats(fan, shop.scheduleId, pass, { best: { zoneId, count: 1 } });
  await refused(best(nasty.slice(0, 24)), "invalid-request");
  await refused(best("no-such-zone"), "unknown-seat");
});

it("[P13] a request that moves money or seats needs a well-formed Idempotency-Key", async () => {
  const hold = await holding(fan, shop.scheduleId, [0]);
  const body = {
    scheduleId: shop.scheduleId,
    holdId: hold.id,
    method: "wallet",
    agreement: fullAgreement,
  };
  const pay = (headers: Record<string, string>) => call("POST /orders", { as: fan, body, headers });
  await refused(pay({}), "idempotency-key-missing");
  await refused(pay({ "idempotency-key": "x".repeat(256) }), "invalid-request");
  await refused(pay({ "idempotency-key": "with space" }), "invalid-request");
});

it("[S1] a token that is wrong, expired or of another kind gives no access", async () => {
  const me = (token: string) => call("GET /me", { headers: { authorization: `Bearer ${token}` } });
  await refused(call("GET /me"), "unauthenticated");
  await refused(call("GET /me", { headers: { authorization: "Basic abc" } }), "unauthenticated");
  const [head, claims, signature] = fan.token.split(".");
  const forged = btoa(JSON.stringify({ sub: fan.id, exp: 9e9 }));
  const none = btoa(JSON.stringify({ alg: "none" }));
  for (const token of [
    "x",
    `${head}.${forged}.${signature}`,
    `${none}.${claims}.`,
    await passOf(fan, shop.scheduleId),
  ])
    await refused(me(token), "unauthenticated");
  const old = await tokenOf({ sub: fan.id, sid: nowhere }, Date.now() - 1_000);
  await refused(me(old), "token-expired");
  await answer(me(fan.token), 200, Account);
});

it("[S2] only the staff of an organization can use the admin API", async () => {
  const body = { venueId: nowhere, plan: planOf(1) };
  await refused(call("POST /admin/plans", { body }), "unauthenticated");
  await refused(call("POST /admin/plans", { as: fan, body }), "forbidden");
  const sale = { action: "close" };
  await refused(
    call(`POST /admin/schedules/${shop.scheduleId}/sale`, { as: fan, body: sale }),
    "forbidden",
  );
});

it("[P14] SQL and script in text are stored and returned as text", async () => {
  const clean = nasty.replace("\u0000", "");
  const email = `${crypto.randomUUID()}@example.com`;
  const body = { email, password: nasty, name: clean, consent: fullConsent };
  const { account, accessToken } = await answer(call("POST /accounts", { body }), 201, Session);
  expect(account.name).toBe(clean);
  const headers = { authorization: `Bearer ${accessToken}` };
  const patched = call("PATCH /me", { body: { name: `${clean}!` }, headers });
  expect((await answer(patched, 200, Account)).name).toBe(`${clean}!`);

  const words = { ko: clean, en: clean };
  const about = {
    title: words,
    artist: words,
    description: words,
    genre: "concert",
    poster: "/posters/p.svg",
  };
  const slug = `nasty-${crypto.randomUUID()}`;
  const concert = { slug, venueId: shop.venueId, ...about };
  const { id } = await answer(
    call("POST /admin/concerts", { as: admin, body: concert }),
    201,
    Created,
  );
  const read = await call(`GET /concerts/${slug}`);
  expect(read.headers.get("content-type")).toBe("application/json");
  expect(await answer(read, 200, Concert)).toMatchObject({ id, title: words, description: words });
});

it("[P36] a name with invisible characters, or with characters that reverse its direction, is refused", async () => {
  const rename = (name: string) => call("PATCH /me", { as: fan, body: { name } });
  for (const name of ["\u200b", "\u00ad\u200d", "", "Kim \u202egnoM", "\u2066Kim\u2069"])
    await refused(rename(name), "invalid-request");
  for (const name of ["김하늘", "O’Brien-Smith", "محمد", "🎫"])
    expect((await answer(rename(name), 200, Account)).name).toBe(name);
});

it("[P35] a NUL, which Postgres cannot store, is refused without a crash", async () => {
  const email = `${crypto.randomUUID()}@example.com`;
  await refused(
    call("POST /accounts", { body: { email, password, name: nasty } }),
    "invalid-request",
  );
  await refused(call("PATCH /me", { as: fan, body: { name: "a\u0000b" } }), "invalid-request");
});

it("[P15] a plan that contradicts itself is refused with the location of the fault", async () => {
  const add = (plan: object) =>
    call("POST /admin/plans", { as: admin, body: { venueId: shop.venueId, plan } });
  const plan = planOf(2);
  const [section] = plan.sections;
  if (!section) throw new Error("the plan has a section");
  const [block] = section.blocks;
  const changes: [object, string][] = [
    [{ sections: [section, section] }, "/plan/sections/1"],
    [{ sections: [{ ...section, zone: "vip" }] }, "/plan/sections/0/zone"],
    [{ sections: [{ ...section, level: "9" }] }, "/plan/sections/0/level"],
    [{ sections: [{ ...section, blocks: [block, block] }] }, "/plan/sections/0"],
    [
      { sections: [{ ...section, blocks: [{ ...block, seats: [[2_000_000_000, 1]] }] }] },
      "/plan/sections/0/blocks/0/seats",
    ],
    [{ sections: [{ ...section, blocks: manyBlocks(block) }] }, "/plan"],
    [{ sections: [] }, "/plan"],
  ];
  for (const [change, pointer] of changes) {
    const problem = await refused(add({ ...plan, ...change }), "invalid-request");
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
  }
  await refused(
    call("POST /admin/plans", { as: admin, body: { venueId: nowhere, plan } }),
    "not-found",
  );
});

const manyBlocks = (block: object | undefined) =>
  Array.from({ length: 40 }, () => ({ ...block, rows: 200, seats: 500 }));

it("[P16] every zone of the plan has one price", async () => {
  const zones = [{ id: "r", priceMinor: 1, feeMinor: 0 }];
  for (const wrong of [[{ ...zones[0], id: "s" }], [...zones, ...zones]])
    await expect(openShop(admin, 1, { zones: wrong })).rejects.toThrow(/400/);
});

it("[S3] a request that relies on a browser's cookies must come from our own pages", async () => {
  const cookie = `__Host-frontrow-access=${fan.token}`;
  const patch = (headers: Record<string, string>) =>
    call("PATCH /me", { body: { name: "Haneul" }, headers: { cookie, ...headers } });
  await refused(patch({}), "forbidden");
  await refused(patch({ origin: "https://evil.test" }), "forbidden");
  await refused(patch({ "sec-fetch-site": "cross-site", origin }), "forbidden");
  await refused(patch({ "sec-fetch-site": "same-site" }), "forbidden");
  await answer(patch({ origin }), 200, Account);
  await answer(patch({ "sec-fetch-site": "same-origin" }), 200, Account);
  await answer(call("GET /me", { headers: { cookie } }), 200, Account);
});
