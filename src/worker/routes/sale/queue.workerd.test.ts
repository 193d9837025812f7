import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, it, vi } from "vitest";
import { Schedule } from "../../../contract/catalog/concerts.ts";
import { drawnRank } from "../../../contract/sale/draw.ts";
import { Board, Draw, QueueReport, Turn } from "../../../contract/sale/queue.ts";
import type { Schedule as ScheduleObject } from "../../../objects/schedule.ts";
import { sha256 } from "../../encoding/digest.ts";
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
import { eventually } from "../../../../test/support/eventually.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});

const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();
const open = async (more: object = {}) => (await openShop(admin, 2, more)).scheduleId;
const join = (fan: Person, scheduleId: string, device = "device-one", body: object = {}) =>
  call(`POST /schedules/${scheduleId}/queue`, {
    as: fan,
    body,
    headers: { "frontrow-device": device },
  });
const joined = (fan: Person, scheduleId: string, device?: string) =>
  answer(join(fan, scheduleId, device), 201, Turn);
/** The board may be a second old, and so may a fan's position. */
const soon = (fan: Person, scheduleId: string, stands: Partial<Turn>, device?: string) =>
  eventually(
    async () => {
      const turn = await joined(fan, scheduleId, device);
      expect(turn).toMatchObject(stands);
      return turn;
    },
    { interval: 200 },
  );
const enter = (fan: Person, scheduleId: string, place: string, device = "device-one") =>
  call(`POST /schedules/${scheduleId}/queue/enter`, {
    as: fan,
    body: { place },
    headers: { "frontrow-device": device },
  });
const change = (scheduleId: string, body: object) =>
  call(`POST /admin/schedules/${scheduleId}/sale`, { as: admin, body });
const boardOf = (scheduleId: string, headers: Record<string, string> = {}) =>
  call(`GET /schedules/${scheduleId}/queue`, { headers });
/** Intercepts calls of the object, to count or break them. Its methods are on the prototype, as RPC requires. */
const methodsOfObject = <Name extends "board" | "enter" | "standing" | "takePlaces">(
  scheduleId: string,
  names: Name[],
) =>
  runInDurableObject(testEnv.SCHEDULE.getByName(scheduleId), (instance: ScheduleObject) =>
    names.map((name) => vi.spyOn(Object.getPrototypeOf(instance) as ScheduleObject, name)),
  );
const people = (count: number) => Promise.all(Array.from({ length: count }, () => person()));

it("[QH1] a fan has the same place in every retry, tab and device, and a repeated request never improves it", async () => {
  const scheduleId = await open({ shoppersMax: 1 });
  const [first, fan, last] = (await people(3)) as [Person, Person, Person];
  expect((await joined(first, scheduleId)).state).toBe("admitted");
  const twice = await Promise.all([joined(fan, scheduleId), joined(fan, scheduleId)]);
  expect(twice.map(({ number }) => number)).toEqual([2, 2]);
  await joined(last, scheduleId);
  const later = { state: "waiting", number: 2, rank: 2, ahead: 0, behind: 1 } as const;
  await soon(fan, scheduleId, later, "device-two");
});

it("[QH29] the device that had the place before shows a message, and can take the place back", async () => {
  const scheduleId = await open({ shoppersMax: 1 });
  const [first, fan] = (await people(2)) as [Person, Person];
  await joined(first, scheduleId);
  const here = await joined(fan, scheduleId, "device-one");
  const there = await joined(fan, scheduleId, "device-two");
  await refused(enter(fan, scheduleId, here.place, "device-one"), "place-moved");
  await refused(enter(fan, scheduleId, here.place, "device-two"), "place-moved");
  await answer(enter(fan, scheduleId, there.place, "device-two"), 200, Turn);
  const back = await joined(fan, scheduleId, "device-one");
  expect(back.number).toBe(here.number);
  await answer(enter(fan, scheduleId, back.place, "device-one"), 200, Turn);
});

it("[QH30] the cookie of a browser has its device id and nothing else", async () => {
  const scheduleId = await open();
  const fan = await person();
  const headers = {
    cookie: `__Host-frontrow-access=${fan.token}`,
    origin: "https://frontrow.test",
  };
  const response = await call(`POST /schedules/${scheduleId}/queue`, { body: {}, headers });
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(
    /^__Host-frontrow-device=[\w-]{36}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const device = cookie.split(";")[0];
  const again = await call(`POST /schedules/${scheduleId}/queue`, {
    body: {},
    headers: { ...headers, cookie: `${headers.cookie}; ${device}` },
  });
  expect(again.headers.getSetCookie().filter((one) => one.includes("device"))).toEqual([]);
});

it("[QH3] a called fan who reloads the page is not admitted, since only entering accepts a call", async () => {
  const scheduleId = await open({ shoppersMax: 1 });
  const [first, fan] = (await people(2)) as [Person, Person];
  await joined(first, scheduleId);
  await joined(fan, scheduleId);
  await call(`DELETE /schedules/${scheduleId}/queue`, { as: first });
  const called = await soon(fan, scheduleId, { state: "called", admission: null, ahead: 0 });
  const left = Date.parse(called.until ?? "") - Date.now();
  expect(left).toBeGreaterThan(115_000);
  expect(left).toBeLessThanOrEqual(120_000);
  const inside = await answer(enter(fan, scheduleId, called.place), 200, Turn);
  expect(inside).toMatchObject({ state: "admitted" });
  expect(inside.admission?.pass).toMatch(/^ey/);
});

it("[QH4] no fan can line up before the lobby opens, and the refusal gives the time of its opening", async () => {
  const scheduleId = await open({ saleOpensAt: ahead(3_600_000), lobbyMs: 600_000 });
  const fan = await person();
  const problem = await refused(join(fan, scheduleId), "lobby-not-open");
  const at = Date.parse(/at (\S+)$/.exec(problem.detail ?? "")?.[1] ?? "");
  expect(Math.abs(at - (Date.now() + 3_000_000))).toBeLessThan(10_000);
  expect(await answer(boardOf(scheduleId), 200, Board)).toMatchObject({ state: "upcoming" });
});

it("[QH5] in a lottery a place has no rank before the draw, and anybody can work out every rank after it", async () => {
  const scheduleId = await open({
    saleOpensAt: ahead(600_000),
    queueOrder: "lottery",
    shoppersMax: 1,
  });
  const fans = await people(12);
  for (const fan of fans)
    expect(await joined(fan, scheduleId)).toMatchObject({ state: "lobby", rank: null });
  const drawPath = `GET /schedules/${scheduleId}/queue/draw`;
  const before = await answer(call(drawPath), 200, Draw);
  expect(before).toMatchObject({ order: "lottery", seed: null, after: null, count: null });
  await answer(change(scheduleId, { action: "open" }), 200, Schedule);
  const late = await person();
  expect(await joined(late, scheduleId)).toMatchObject({ number: 13, rank: 13 });
  const response = await call(drawPath);
  expect(response.headers.get("cache-control")).toContain("immutable");
  const drawn = await answer(response, 200, Draw);
  const seed = drawn.seed ?? "";
  expect(drawn.commitment).toBe(before.commitment);
  expect(await sha256(seed)).toBe(before.commitment);
  const draw = { seed, after: drawn.after ?? -1, count: drawn.count ?? -1 };
  expect(draw).toMatchObject({ after: 0, count: 12 });
  const ranks: number[] = [];
  for (const fan of fans) {
    const turn = await joined(fan, scheduleId);
    expect(turn.rank).toBe(drawnRank(draw, turn.number));
    ranks.push(turn.rank ?? 0);
    if (turn.rank !== 1) expect(turn.state).toBe("waiting");
  }
  expect(ranks.toSorted((a, b) => a - b)).toEqual(fans.map((_, index) => index + 1));
});

it("[QH18] a rush of joins makes the object give out numbers and do little else", async () => {
  const scheduleId = await open({ shoppersMax: 2, intakes: 2 });
  const fans = await people(60);
  await (await boardOf(scheduleId)).text();
  const asking = await methodsOfObject(scheduleId, ["enter", "standing", "board", "takePlaces"]);
  await Promise.all(fans.map((fan) => joined(fan, scheduleId)));
  const asked = asking.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  for (const each of asking) each.mockRestore();
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(20);
});

it("[QH9] the organizer's notice reaches every waiting fan, a pause stops all calls, and draining stops all admissions", async () => {
  const scheduleId = await open({ shoppersMax: 1 });
  const [first, fan] = (await people(2)) as [Person, Person];
  await joined(first, scheduleId);
  await joined(fan, scheduleId);
  const notice = { ko: "잠시 멈춰요", en: "A short break" };
  expect((await change(scheduleId, { action: "pause", notice })).status).toBe(200);
  expect(await answer(boardOf(scheduleId), 200, Board)).toMatchObject({ state: "paused", notice });
  await call(`DELETE /schedules/${scheduleId}/queue`, { as: first });
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await joined(fan, scheduleId)).toMatchObject({ state: "waiting" });
  expect((await change(scheduleId, { action: "resume" })).status).toBe(200);
  expect(await answer(boardOf(scheduleId), 200, Board)).toMatchObject({ notice: null });
  await soon(fan, scheduleId, { state: "called" });
  expect((await change(scheduleId, { action: "drain" })).status).toBe(200);
  const late = await person();
  expect(await joined(late, scheduleId)).toMatchObject({ state: "waiting" });
});

it("[QH41] resuming removes the notice of the pause unless the organizer gives another, and leaves every other notice", async () => {
  const scheduleId = await open();
  const notice = { ko: "안내", en: "A word" };
  const noticeAfter = async (body: object) => {
    expect((await change(scheduleId, body)).status).toBe(200);
    return (await answer(boardOf(scheduleId), 200, Board)).notice;
  };
  expect(await noticeAfter({ action: "resume", notice })).toEqual(notice);
  expect(await noticeAfter({ action: "resume" })).toEqual(notice);
  expect(await noticeAfter({ action: "pause" })).toEqual(notice);
  expect(await noticeAfter({ action: "resume" })).toBeNull();
  expect(await noticeAfter({ action: "pause", notice })).toEqual(notice);
  expect(await noticeAfter({ action: "resume", notice })).toEqual(notice);
});

it("[QH10] only organizers can see the state of the queue", async () => {
  const scheduleId = await open({ shoppersMax: 2 });
  const fans = await people(4);
  for (const fan of fans) await joined(fan, scheduleId);
  const path = `GET /admin/schedules/${scheduleId}/queue`;
  const { now } = await answer(call(path, { as: admin }), 200, QueueReport);
  expect(now).toMatchObject({ given: 4, called: 2, waiting: 2, shoppers: 2, entered: 2, sold: 0 });
  await refused(call(path, { as: fans[0] as Person }), "forbidden");
  await refused(call(`${path}?since=yesterday`, { as: admin }), "invalid-request");
});

it("[QH11] an organizer can give more time through the API to all fans who hold seats", async () => {
  const scheduleId = await open();
  const fan = await person();
  const hold = await holding(fan, scheduleId, [0]);
  const path = `POST /admin/schedules/${scheduleId}/holds/extension`;
  await refused(call(path, { as: fan, body: { minutes: 5 } }), "forbidden");
  await refused(call(path, { as: admin, body: { minutes: 0 } }), "invalid-request");
  expect((await call(path, { as: admin, body: { minutes: 5 } })).status).toBe(204);
  const holds = await call(`GET /schedules/${scheduleId}/holds`, { as: fan });
  const { items } = (await holds.json()) as { items: { expiresAt: string }[] };
  const added = Date.parse(items[0]?.expiresAt ?? "") - Date.parse(hold.expiresAt);
  expect(added).toBe(300_000);
});

it("[QH12] with several intakes, every account gets one place and every number is given once", async () => {
  const scheduleId = await open({ intakes: 7, shoppersMax: 1 });
  const fans = await people(20);
  const turns = await Promise.all([...fans, ...fans].map((fan) => joined(fan, scheduleId)));
  const numbers = turns.map(({ number }) => number);
  expect(numbers.slice(0, 20)).toEqual(numbers.slice(20));
  expect(new Set(numbers).size).toBe(20);
});

it("[QH40] a fan who gives the place up is passed over at once, and joining again gives a new place at the end", async () => {
  const scheduleId = await open({ shoppersMax: 1 });
  const [inside, leaver, next] = (await people(3)) as [Person, Person, Person];
  expect(await joined(inside, scheduleId)).toMatchObject({ state: "admitted", number: 1 });
  const given = await joined(leaver, scheduleId);
  expect(given).toMatchObject({ state: "waiting", number: 2 });
  const waiting = await joined(next, scheduleId);
  expect(waiting).toMatchObject({ state: "waiting", number: 3 });
  const leave = async (fan: Person) =>
    expect((await call(`DELETE /schedules/${scheduleId}/queue`, { as: fan })).status).toBe(204);
  await leave(leaver);
  await leave(leaver);
  await refused(enter(leaver, scheduleId, given.place), "place-spent");
  await leave(inside);
  const turn = await answer(enter(next, scheduleId, waiting.place), 200, Turn);
  expect(turn).toMatchObject({ state: "admitted", number: 3 });
  await evictDurableObject(testEnv.SCHEDULE.getByName(scheduleId));
  expect(await joined(leaver, scheduleId)).toMatchObject({ number: 4 });
  await refused(enter(leaver, scheduleId, given.place), "place-spent");
});

it("[QH40] a place given up in the lobby of a lottery is not drawn in, also after a restart", async () => {
  const scheduleId = await open({
    queueOrder: "lottery",
    saleOpensAt: ahead(60_000),
    shoppersMax: 2,
  });
  const fans = await people(4);
  const turns = await Promise.all(fans.map((fan) => joined(fan, scheduleId)));
  await call(`DELETE /schedules/${scheduleId}/queue`, { as: fans[1]! });
  const schedule = testEnv.SCHEDULE.getByName(scheduleId);
  await evictDurableObject(schedule);
  await schedule.board();
  vi.setSystemTime(Date.now() + 61_000);
  await runDurableObjectAlarm(schedule);
  vi.useRealTimers();
  await evictDurableObject(schedule);
  const numbers = turns.map(({ number }) => number);
  const stands = await Promise.all(
    fans.map(({ id: accountId }, at) =>
      schedule.standing({ accountId, number: numbers[at]!, presale: null }),
    ),
  );
  expect(stands[1]).toMatchObject({ ok: false, code: "place-spent" });
  const states = stands.map((entry) => (entry.ok ? entry.value.state : "spent"));
  expect(states.toSorted()).toEqual(["called", "called", "spent", "waiting"]);
});
