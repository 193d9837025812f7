import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { applyFrame, type LiveMap } from "../../contract/live/live-map.ts";
import { decodeSnapshot } from "../../contract/live/live.ts";
import {
  evict,
  letIn,
  newFan,
  newSchedule,
  objectEnv,
  scheduleObject,
} from "../../../test/support/worker/objects.ts";
import { eventually } from "../../../test/support/eventually.ts";

const feedOf = (scheduleId: string) => objectEnv.FEED.getByName(`${scheduleId}:0`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A browser with a socket: it keeps a map, and asks when it has missed something. */
async function watch(
  scheduleId: string,
  { lose = (): boolean => false, until = Date.now() + 600_000, since = "" } = {},
) {
  const query = new URLSearchParams({ until: String(until), ...(since ? { since } : {}) });
  const response = await feedOf(scheduleId).fetch(`https://feed/?${query}`, {
    headers: { upgrade: "websocket" },
  });
  const socket = response.webSocket;
  if (!socket) throw new Error(`no socket: ${response.status}`);
  const seen = {
    map: null as LiveMap | null,
    frames: 0,
    snapshots: 0,
    texts: [] as string[],
    closed: 0,
  };
  socket.binaryType = "arraybuffer";
  socket.accept();
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string") return void seen.texts.push(data);
    const bytes = new Uint8Array(data as ArrayBuffer);
    if (lose()) return;
    seen.frames++;
    if (decodeSnapshot(bytes)) seen.snapshots++;
    const applied = applyFrame(seen.map, bytes);
    if (applied.state === "moved") seen.map = applied.map;
    if (applied.state === "gap")
      socket.send(seen.map ? `since ${seen.map.epoch}-${seen.map.seq}` : "since 0-0");
  });
  socket.addEventListener("close", ({ code }) => {
    seen.closed = code;
  });
  return { seen, socket, statuses: () => [...(seen.map?.statuses ?? [])] };
}

async function truth(scheduleId: string): Promise<number[]> {
  const snapshot = await scheduleObject(scheduleId).snapshot();
  if (!snapshot.ok) throw new Error(snapshot.code);
  return [...(decodeSnapshot(new Uint8Array(snapshot.value.bytes))?.statuses ?? [])];
}

async function holder(scheduleId: string) {
  const accountId = await newFan();
  await letIn(scheduleId, accountId);
  const schedule = scheduleObject(scheduleId);
  const holdId = crypto.randomUUID();
  const hold = (seats: number[], id = holdId) =>
    schedule.hold({ holdId: id, accountId, tag: seats.join(), choice: { seats } });
  return { hold, release: (id = holdId) => schedule.release({ holdId: id, accountId }) };
}

describe("a feed", () => {
  it("[V4] a feed sends a new connection the whole map, and shows another fan's hold and its end within a second", async () => {
    const scheduleId = await newSchedule();
    const fan = await holder(scheduleId);
    const { seen, statuses } = await watch(scheduleId);
    await eventually(() => expect(seen.texts).toContain("pong"));
    expect(statuses()).toEqual(await truth(scheduleId));
    const heldAt = Date.now();
    expect((await fan.hold([0, 1])).ok).toBe(true);
    await eventually(() => expect(statuses().slice(0, 3)).toEqual([1, 1, 0]), { interval: 5 });
    expect(Date.now() - heldAt).toBeLessThan(1_000);
    await fan.release();
    await eventually(() => expect(statuses().slice(0, 3)).toEqual([0, 0, 0]), { interval: 5 });
    expect([seen.snapshots, seen.frames]).toEqual([1, 3]);
  });

  it("[V5] all changes within a tick are one frame for all listeners", async () => {
    const scheduleId = await newSchedule();
    const fans = await Promise.all([0, 1, 2].map(() => holder(scheduleId)));
    const watchers = await Promise.all([0, 1, 2].map(() => watch(scheduleId)));
    await eventually(() => watchers.forEach(({ seen }) => expect(seen.texts).toContain("pong")));
    const before = watchers.map(({ seen }) => seen.frames);
    await Promise.all(fans.map((fan, index) => fan.hold([index])));
    for (const { statuses } of watchers)
      await eventually(() => expect(statuses().slice(0, 3)).toEqual([1, 1, 1]), { interval: 5 });
    watchers.forEach(({ seen }, index) =>
      expect(seen.frames - (before[index] ?? 0)).toBeLessThanOrEqual(2),
    );
  });

  it("[V6] a socket that missed frames asks for them, and catches up from the feed's memory", async () => {
    const scheduleId = await newSchedule();
    const fan = await holder(scheduleId);
    let isLosing: boolean = false;
    const { seen, statuses } = await watch(scheduleId, { lose: () => isLosing });
    await eventually(() => expect(seen.texts).toContain("pong"));
    isLosing = true;
    await fan.hold([0, 1]);
    await pause(400);
    isLosing = false;
    await fan.release();
    await eventually(() => expect(seen.map?.seq).toBe(4));
    expect(statuses()).toEqual(await truth(scheduleId));
    expect(seen.snapshots).toBe(1);
  });

  it("[V7] sockets survive an eviction of the feed or the schedule, and a restarted schedule begins with a snapshot", async () => {
    const scheduleId = await newSchedule();
    const fan = await holder(scheduleId);
    const { seen, statuses } = await watch(scheduleId);
    await eventually(() => expect(seen.texts).toContain("pong"));
    await evictDurableObject(feedOf(scheduleId), { webSockets: "hibernate" });
    await fan.hold([2]);
    await eventually(() => expect(statuses()[2]).toBe(1));
    const epoch = seen.map?.epoch ?? 0;
    await evict(scheduleId);
    await evictDurableObject(feedOf(scheduleId), { webSockets: "hibernate" });
    await fan.release();
    // The schedule has forgotten its feeds; the feed's alarm brings them together again.
    await runDurableObjectAlarm(feedOf(scheduleId));
    await eventually(() => expect(seen.map?.epoch).toBeGreaterThan(epoch));
    expect(statuses()).toEqual(await truth(scheduleId));
    await fan.hold([3], crypto.randomUUID());
    await eventually(() => expect(statuses()[3]).toBe(1));
  });

  it("[V8] a returning browser gets the changes since its last frame, and not the whole map", async () => {
    const scheduleId = await newSchedule();
    const fan = await holder(scheduleId);
    const first = await watch(scheduleId);
    await eventually(() => expect(first.seen.texts).toContain("pong"));
    first.socket.close();
    await fan.hold([0]);
    const { epoch, seq } = first.seen.map ?? { epoch: 0, seq: 0 };
    const again = await watch(scheduleId, { since: `${epoch}-${seq}` });
    again.seen.map = first.seen.map;
    await eventually(() => expect(again.statuses()[0]).toBe(1));
    expect(again.seen.snapshots).toBe(0);
  });

  it("[V9] no frames are sent without listeners, and an expired pass ends its socket", async () => {
    const scheduleId = await newSchedule();
    const fan = await holder(scheduleId);
    const { seen } = await watch(scheduleId, { until: Date.now() + 50 });
    await eventually(() => expect(seen.map).not.toBeNull());
    await pause(60);
    await runDurableObjectAlarm(feedOf(scheduleId));
    await eventually(() => expect(seen.closed).toBe(4_001));
    await eventually(async () =>
      expect(
        await runInDurableObject(feedOf(scheduleId), (_, ctx) => ctx.getWebSockets().length),
      ).toBe(0),
    );
    await runDurableObjectAlarm(feedOf(scheduleId));
    const alarm = await runInDurableObject(feedOf(scheduleId), (_, ctx) => ctx.storage.getAlarm());
    expect(alarm).toBeNull();
    const told = await feedOf(scheduleId).push(new Uint8Array(20));
    expect(told).toBe(0);
    expect((await fan.hold([0])).ok).toBe(true);
  });

  it("[V10] while the schedule is unreachable, sockets hear that the state is unknown", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const nobody = crypto.randomUUID();
    const { seen, socket } = await watch(nobody);
    await pause(50);
    socket.send("ping");
    await eventually(() => expect(seen.texts).toEqual(["lost"]));
    vi.restoreAllMocks();
  });
});
