import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, it, vi } from "vitest";
import { Board } from "../../../contract/sale/queue.ts";
import type { Schedule as ScheduleObject } from "../../../objects/schedule.ts";
import {
  answer,
  call,
  openShop,
  origin,
  person,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";
import { askApp } from "../../../../test/support/worker/documented-answers.ts";
import { eventually } from "../../../../test/support/eventually.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});

const open = async (more: object = {}) => (await openShop(admin, 2, more)).scheduleId;
const boardOf = (scheduleId: string, headers: Record<string, string> = {}) =>
  call(`GET /schedules/${scheduleId}/queue`, { headers });
/** Intercepts calls of the object, to count or break them. Its methods are on the prototype, as RPC requires. */
const boardOfObject = (scheduleId: string) =>
  runInDurableObject(testEnv.SCHEDULE.getByName(scheduleId), (instance: ScheduleObject) =>
    vi.spyOn(Object.getPrototypeOf(instance) as ScheduleObject, "board"),
  );

it("[QH6] while the object does not respond, the Worker repeats the last board for a minute, with its age", async () => {
  const scheduleId = await open();
  const first = await answer(boardOf(scheduleId), 200, Board);
  const asking = await boardOfObject(scheduleId);
  asking.mockRejectedValue(new Error("no answer"));
  await (caches as unknown as { default: Cache }).default.delete(
    `${origin}/api/v1/schedules/${scheduleId}/queue`,
  );
  vi.useFakeTimers({ now: Date.now() + 20_000, toFake: ["Date"] });
  try {
    const old = await boardOf(scheduleId);
    expect(Number(old.headers.get("age"))).toBeGreaterThanOrEqual(20);
    expect(await answer(old, 200, Board)).toEqual(first);
    vi.setSystemTime(Date.now() + 50_000);
    expect((await boardOf(scheduleId)).status).toBe(500);
  } finally {
    vi.useRealTimers();
    asking.mockRestore();
  }
});

it("[QH7] the object gets one request for the board a second, with any number of fans", async () => {
  const scheduleId = await open();
  const asking = await boardOfObject(scheduleId);
  for (let poll = 0; poll < 200; poll++) await (await boardOf(scheduleId)).text();
  const asked = asking.mock.calls.length;
  asking.mockRestore();
  expect(asked).toBeLessThanOrEqual(3);
  expect(asked).toBeGreaterThan(0);
});

it("[QH8] a poll of the board is small, and answers 304 when nothing is new", async () => {
  const scheduleId = await open();
  await (await boardOf(scheduleId)).text();
  const asking = await boardOfObject(scheduleId);
  const path = `/api/v1/schedules/${scheduleId}/queue`;
  // Past the entry, which would unpack the bytes that go over the wire.
  const poll = async () => {
    const asked = new Request(origin + path, { headers: { "accept-encoding": "gzip" } });
    const polled = await askApp(asked, testEnv);
    return { headers: [...polled.headers], bytes: (await polled.arrayBuffer()).byteLength };
  };
  const first = await poll();
  const again = await poll();
  const sizeOf = ([name, value]: [string, string]) => name.length + value.length + 4;
  const status = "HTTP/1.1 200 OK\r\n\r\n".length;
  const whole = first.headers.reduce((sum, header) => sum + sizeOf(header), first.bytes + status);
  expect(first.headers).toContainEqual(["content-encoding", "gzip"]);
  // With the header that keeps other sites from loading it as their own part.
  expect(whole).toBeLessThanOrEqual(650);
  // HTTP/2 sends a header that it has sent before as one byte.
  const sent = new Set(first.headers.map(String));
  const cost = (header: [string, string]) => (sent.has(String(header)) ? 1 : sizeOf(header));
  const next = again.headers.reduce((sum, header) => sum + cost(header), again.bytes);
  expect(next).toBeLessThanOrEqual(400);
  const response = await boardOf(scheduleId);
  await response.text();
  const etag = response.headers.get("etag") ?? "";
  expect((await boardOf(scheduleId, { "if-none-match": etag })).status).toBe(304);
  // The same after another request of the object: only the time differs, and it is in a header.
  await eventually(
    async () => {
      const later = await boardOf(scheduleId, { "if-none-match": etag });
      expect(later.status).toBe(304);
      expect(
        Math.abs(Date.parse(later.headers.get("server-time") ?? "") - Date.now()),
      ).toBeLessThan(500);
      expect(asking).toHaveBeenCalled();
    },
    { interval: 200 },
  );
  asking.mockRestore();
});
