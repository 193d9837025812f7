import { beforeAll, expect, it, vi } from "vitest";
import { Created } from "../../../contract/admin/catalog-changes.ts";
import { Schedule } from "../../../contract/catalog/concerts.ts";
import { Presales } from "../../../contract/sale/presales.ts";
import { Turn } from "../../../contract/sale/queue.ts";
import { askApp } from "../../../../test/support/worker/documented-answers.ts";
import {
  answer,
  call,
  callLimited,
  holdSeats,
  openShop,
  origin,
  person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});

const at = (ms: number) => new Date(Date.now() + ms).toISOString();
const hour = 3_600_000;
const name = { ko: "팬클럽 선예매", en: "Fan club presale" };

/** A sale that opens in an hour, with a presale that is open now. */
async function presold(more: object) {
  const { scheduleId } = await openShop(admin, 2, { saleOpensAt: at(hour), lobbyMs: 60_000 });
  const body = { name, opensAt: at(-1_000), closesAt: at(hour / 2), ...more };
  const path = `POST /admin/schedules/${scheduleId}/presales`;
  const { id } = await answer(call(path, { as: admin, body }), 201, Created);
  return { scheduleId, presaleId: id };
}
const verify = (fan: Person, scheduleId: string, code?: string) =>
  call(`POST /schedules/${scheduleId}/presale`, {
    as: fan,
    body: code === undefined ? {} : { code },
  });
const join = (fan: Person, scheduleId: string, headers: Record<string, string> = {}) =>
  call(`POST /schedules/${scheduleId}/queue`, { as: fan, body: {}, headers });

it("[QH13] a one-time code works for one account, even if many accounts try it at the same moment", async () => {
  const { scheduleId, presaleId } = await presold({ codes: [{ code: "ab-12 cd" }] });
  const fans = await Promise.all(Array.from({ length: 8 }, () => person()));
  const answers = await Promise.all(fans.map((fan) => verify(fan, scheduleId, "AB12CD")));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
  const winner = fans[statuses.indexOf(200)] as Person;
  const loser = fans[statuses.indexOf(409)] as Person;
  const again = await answer(verify(winner, scheduleId, " ab12cd "), 200, Presales);
  expect(again.items).toMatchObject([{ id: presaleId, name, isVerified: true }]);
  await refused(verify(loser, scheduleId, "ab12cd"), "code-used");
  await refused(join(loser, scheduleId), "presale-only");
});

it("[QH32] a code with three uses admits three accounts, and a wrong code admits none", async () => {
  const { scheduleId } = await presold({ codes: [{ code: "THREE", usesMax: 3 }] });
  const fans = await Promise.all(Array.from({ length: 4 }, () => person()));
  const statuses: number[] = [];
  for (const fan of fans) statuses.push((await verify(fan, scheduleId, "three")).status);
  expect(statuses).toEqual([200, 200, 200, 409]);
  await refused(verify(fans[3] as Person, scheduleId, "FOUR"), "code-not-valid");
  const { scheduleId: other } = await presold({ codes: [{ code: "ELSE" }] });
  await refused(verify(fans[3] as Person, other, "three"), "code-not-valid");
});

it("[QH14] an account on a presale's list needs no code, and a schedule without a presale accepts no verification", async () => {
  const [member, stranger] = [await person(), await person()];
  const { scheduleId } = await presold({ emails: [member.email.toUpperCase()] });
  await answer(verify(member, scheduleId), 200, Presales);
  await refused(verify(stranger, scheduleId), "not-found");
  const { scheduleId: none } = await openShop(admin, 1);
  await refused(verify(member, none), "not-found");
  const path = `GET /schedules/${scheduleId}/presale`;
  const mine = await answer(call(path, { as: member }), 200, Presales);
  expect(mine.items).toMatchObject([{ isVerified: true }]);
  const theirs = await answer(call(path, { as: stranger }), 200, Presales);
  expect(theirs).toMatchObject({ items: [{ isVerified: false }], grant: null });
});

it("[QH15] during a presale only verified accounts can line up, and they buy from the seats of the presale", async () => {
  const { scheduleId } = await presold({ codes: [{ code: "OPEN", usesMax: 9 }], seatsMax: 3 });
  const [fan, other, stranger] = [await person(), await person(), await person()];
  await refused(join(stranger, scheduleId), "presale-only");
  const { grant } = await answer(verify(fan, scheduleId, "open"), 200, Presales);
  await refused(join(stranger, scheduleId, { "frontrow-presale": grant ?? "" }), "presale-only");
  const turn = await answer(join(fan, scheduleId, { "frontrow-presale": grant ?? "" }), 201, Turn);
  expect(turn.state).toBe("admitted");
  await answer(verify(other, scheduleId, "open"), 200, Presales);
  const second = await answer(join(other, scheduleId), 201, Turn);
  const hold = (who: Person, { admission }: Turn, ...seats: number[]) =>
    holdSeats(who, scheduleId, admission?.pass ?? "", { seats });
  expect((await hold(fan, turn, 0, 1)).status).toBe(201);
  await refused(hold(other, second, 2, 3), "presale-full");
});

it("[QH37] a presale without seats left calls no more fans, and after the opening they buy like all others", async () => {
  const { scheduleId } = await presold({ codes: [{ code: "OPEN", usesMax: 9 }], seatsMax: 1 });
  const [first, second] = [await person(), await person()];
  for (const fan of [first, second]) await answer(verify(fan, scheduleId, "open"), 200, Presales);
  expect((await answer(join(first, scheduleId), 201, Turn)).state).toBe("admitted");
  const waiting = await answer(join(second, scheduleId), 201, Turn);
  expect(waiting).toMatchObject({ state: "waiting", ahead: 0 });
  const opened = call(`POST /admin/schedules/${scheduleId}/sale`, {
    as: admin,
    body: { action: "open" },
  });
  await answer(opened, 200, Schedule);
  const body = { place: waiting.place };
  const turn = await answer(
    call(`POST /schedules/${scheduleId}/queue/enter`, { as: second, body }),
    200,
    Turn,
  );
  const pass = turn.admission?.pass ?? "";
  expect((await holdSeats(second, scheduleId, pass, { seats: [0, 1] })).status).toBe(201);
});

it("[QH38] a fan who is verified for two presales keeps the place and buys in the one that is open", async () => {
  const codes = [{ code: "OPEN", usesMax: 9 }];
  const { scheduleId } = await presold({ codes, closesAt: at(20_000), seatsMax: 1 });
  const path = `POST /admin/schedules/${scheduleId}/presales`;
  const later = { name, opensAt: at(20_000), closesAt: at(hour / 2), codes: [{ code: "CARD" }] };
  await answer(call(path, { as: admin, body: later }), 201, Created);
  const [first, fan] = [await person(), await person()];
  for (const who of [first, fan]) await answer(verify(who, scheduleId, "open"), 200, Presales);
  await answer(verify(fan, scheduleId, "card"), 200, Presales);
  await answer(join(first, scheduleId), 201, Turn);
  const before = await answer(join(fan, scheduleId), 201, Turn);
  expect(before.state).toBe("waiting");
  vi.setSystemTime(Date.now() + 25_000);
  const { number, place } = await answer(join(fan, scheduleId), 201, Turn);
  expect(number).toBe(before.number);
  const enter = () =>
    answer(
      call(`POST /schedules/${scheduleId}/queue/enter`, { as: fan, body: { place } }),
      200,
      Turn,
    );
  await enter();
  const { admission } = await enter();
  const held = await holdSeats(fan, scheduleId, admission?.pass ?? "", { seats: [0, 1] });
  vi.useRealTimers();
  expect(held.status).toBe(201);
});

it("[QH42] a fan keeps the place from one presale through the next, and goes on with it in the general sale", async () => {
  const soon = { codes: [{ code: "OPEN", usesMax: 9 }], closesAt: at(20_000), seatsMax: 1 };
  const { scheduleId } = await presold(soon);
  const path = `POST /admin/schedules/${scheduleId}/presales`;
  const later = { name, opensAt: at(20_000), closesAt: at(hour / 2), codes: [{ code: "CARD" }] };
  await answer(call(path, { as: admin, body: later }), 201, Created);
  const [first, kept, card] = [await person(), await person(), await person()];
  for (const fan of [first, kept]) await answer(verify(fan, scheduleId, "open"), 200, Presales);
  await answer(verify(card, scheduleId, "card"), 200, Presales);
  await answer(join(first, scheduleId), 201, Turn);
  const before = await answer(join(kept, scheduleId), 201, Turn);
  expect(before).toMatchObject({ state: "waiting", number: 2 });
  vi.setSystemTime(Date.now() + 25_000);
  // The second presale is open now: its fan comes in, and the fan of the first is not called.
  expect((await answer(join(card, scheduleId), 201, Turn)).state).toBe("admitted");
  const during = await answer(join(kept, scheduleId), 201, Turn);
  expect(during).toMatchObject({ state: "kept", number: 2, ahead: 0 });
  expect(Date.parse(during.until ?? "")).toBeGreaterThan(Date.now() + hour / 2);
  await refused(join(await person(), scheduleId), "presale-only");
  const opened = { as: admin, body: { action: "open" } };
  await answer(call(`POST /admin/schedules/${scheduleId}/sale`, opened), 200, Schedule);
  const body = { place: during.place };
  const enter = () =>
    answer(call(`POST /schedules/${scheduleId}/queue/enter`, { as: kept, body }), 200, Turn);
  await enter();
  const turn = await enter();
  vi.useRealTimers();
  expect(turn).toMatchObject({ state: "admitted", number: 2 });
});

it("[QH33] only admins can add a presale, and contradictory times or codes are refused", async () => {
  const { scheduleId } = await openShop(admin, 1);
  const path = `POST /admin/schedules/${scheduleId}/presales`;
  const body = { name, opensAt: at(0), closesAt: at(hour) };
  await refused(call(path, { as: await person(), body }), "forbidden");
  await refused(
    call(path, { as: admin, body: { ...body, closesAt: at(-hour) } }),
    "invalid-request",
  );
  const codes = [{ code: "same" }, { code: "SA-ME" }];
  await refused(call(path, { as: admin, body: { ...body, codes } }), "invalid-request");
  const nowhere = `POST /admin/schedules/${crypto.randomUUID()}/presales`;
  await refused(call(nowhere, { as: admin, body }), "not-found");
});

it("[AD7] a presale that overlaps the lobby of the general sale is refused, since fans who line up there would be called in the presale", async () => {
  const add = (scheduleId: string, times: { opensAt: string; closesAt: string }) =>
    call(`POST /admin/schedules/${scheduleId}/presales`, { as: admin, body: { name, ...times } });
  const { scheduleId: lined } = await openShop(admin, 1, { saleOpensAt: at(hour), lobbyMs: hour });
  const fan = await person();
  expect((await answer(join(fan, lined), 201, Turn)).state).toBe("waiting");
  await refused(add(lined, { opensAt: at(60_000), closesAt: at(hour / 2) }), "conflict");
  const { scheduleId } = await openShop(admin, 1, { saleOpensAt: at(hour), lobbyMs: 60_000 });
  await refused(add(scheduleId, { opensAt: at(0), closesAt: at(hour + 60_000) }), "conflict");
  // A sale whose lobby seems open to readers of the old times.
  const { scheduleId: near } = await openShop(admin, 1, {
    saleOpensAt: at(hour),
    lobbyMs: hour - 5_000,
  });
  await refused(add(near, { opensAt: at(0), closesAt: at(hour / 2) }), "conflict");
  await answer(add(scheduleId, { opensAt: at(0), closesAt: at(hour / 2) }), 201, Created);
});

it("[AD45] a presale is announced with its date from when it is added until it is over", async () => {
  const { scheduleId } = await openShop(admin, 1, { saleOpensAt: at(hour), lobbyMs: 60_000 });
  const path = `GET /schedules/${scheduleId}`;
  expect((await answer(call(path), 200, Schedule)).presales).toEqual([]);
  const add = (opensAt: string, closesAt: string) =>
    call(`POST /admin/schedules/${scheduleId}/presales`, {
      as: admin,
      body: { name, opensAt, closesAt, codes: [{ code: "SECRET" }] },
    });
  await answer(add(at(60_000), at(hour / 2)), 201, Created);
  await answer(add(at(-hour), at(-60_000)), 201, Created);
  const { presales } = await answer(call(path), 200, Schedule);
  expect(presales).toMatchObject([{ name }]);
  expect(Object.keys(presales[0] ?? {}).toSorted()).toEqual(["closesAt", "name", "opensAt"]);
});

/** Asks the app with a Turnstile secret, and with Turnstile answering so. */
async function joinChecked(fan: Person, scheduleId: string, body: object, says: () => Response) {
  const asked = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return url.startsWith("https://turnstile.test") ? says() : real(input, init);
  });
  const env = { ...testEnv, TURNSTILE_SECRET: "s", TURNSTILE_URL: "https://turnstile.test/" };
  const ctx = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };
  const request = new Request(`${origin}/api/v1/schedules/${scheduleId}/queue`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${fan.token}`, "content-type": "application/json" },
  });
  try {
    return await askApp(request, env, ctx as unknown as ExecutionContext);
  } finally {
    asked.mockRestore();
  }
}
const real = globalThis.fetch;

it("[QH16] with Turnstile on, joining requires a valid token, and fails while Turnstile does not respond", async () => {
  const { scheduleId } = await openShop(admin, 1);
  const fan = await person();
  const ours = { hostname: "frontrow.test", action: "join" };
  const yes = () => Response.json({ success: true, ...ours });
  const elsewhere = () => Response.json({ success: true, ...ours, hostname: "evil.test" });
  const other = () => Response.json({ success: true, ...ours, action: "sign-up" });
  const no = () => Response.json({ success: false, "error-codes": ["timeout-or-duplicate"] });
  const broken = () => new Response("<html>", { status: 502 });
  await refused(joinChecked(fan, scheduleId, {}, yes), "bot-check-failed");
  await refused(joinChecked(fan, scheduleId, { turnstile: "t" }, no), "bot-check-failed");
  await refused(joinChecked(fan, scheduleId, { turnstile: "t" }, elsewhere), "bot-check-failed");
  await refused(joinChecked(fan, scheduleId, { turnstile: "t" }, other), "bot-check-failed");
  await refused(joinChecked(fan, scheduleId, { turnstile: "t" }, broken), "unavailable");
  const turn = await answer(joinChecked(fan, scheduleId, { turnstile: "t" }, yes), 201, Turn);
  const { place } = turn;
  await answer(joinChecked(fan, scheduleId, { place }, broken), 201, Turn);
  const stranger = await person();
  await refused(joinChecked(stranger, scheduleId, { place }, yes), "bot-check-failed");
});

it("[QH17] a fan who sends too many join requests is slowed down, and other fans are not", async () => {
  const { scheduleId } = await openShop(admin, 1);
  const [fan, other] = [await person(), await person()];
  const joinLimited = (as: Person) =>
    callLimited(`POST /schedules/${scheduleId}/queue`, { as, body: {} });
  let response = await joinLimited(fan);
  for (let tries = 0; tries < 150 && response.status === 201; tries++) {
    await response.text();
    response = await joinLimited(fan);
  }
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  await refused(response, "too-many-requests");
  await answer(joinLimited(other), 201, Turn);
});
