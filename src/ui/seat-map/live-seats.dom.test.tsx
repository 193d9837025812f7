import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { encodeSnapshot } from "../../contract/live/live.ts";
import { encodeDelta } from "../../contract/live/live-delta.ts";
import { createLiveSeats } from "./live-seats.ts";
import type { LiveSource } from "./live-source.ts";

const of = { planHash: 5, epoch: 9 };
const snapshot = (seq: number, ...held: number[]) => {
  const statuses = new Uint8Array(8);
  for (const seat of held) statuses[seat] = 1;
  return encodeSnapshot({ ...of, seq, firstOrdinal: 0, statuses });
};
const delta = (fromSeq: number, toSeq: number, ...changes: [number, number][]) =>
  encodeDelta({
    ...of,
    fromSeq,
    toSeq,
    seats: Uint32Array.from(changes, ([seat]) => seat),
    codes: Uint8Array.from(changes, ([, code]) => code),
  });

class FakeSocket extends EventTarget {
  readyState = 1;
  sent: string[] = [];
  send = (text: string) => void this.sent.push(text);
  close = () => void (this.readyState = 3);
  tell(data: Uint8Array | string) {
    this.dispatchEvent(
      new MessageEvent("message", { data: typeof data === "string" ? data : data.slice().buffer }),
    );
  }
  drop = (code = 1_006) => this.dispatchEvent(new CloseEvent("close", { code }));
}

function watching() {
  const sockets: FakeSocket[] = [];
  const ask = vi.fn<LiveSource["ask"]>(() => Promise.resolve(snapshot(1, 0)));
  const connect = vi.fn(() => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket as unknown as WebSocket;
  });
  const live = createLiveSeats({ ask, connect });
  const stop = live.start();
  const held = () =>
    [...(live.statuses.value ?? [])].flatMap((code, seat) => (code === 1 ? [seat] : []));
  return { live, stop, ask, connect, sockets, held, socket: () => sockets.at(-1) as FakeSocket };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("[V27] frames update the map, a gap makes it ask, and released seats are reported", async () => {
  const { live, held, socket, stop, ask } = watching();
  socket().tell(snapshot(4, 1, 2));
  socket().tell("pong");
  socket().tell(delta(4, 5, [3, 1]));
  expect(held()).toEqual([1, 2, 3]);
  socket().tell(delta(6, 7, [7, 1]));
  expect(socket().sent).toEqual(["since 9-5"]);
  socket().tell(delta(5, 7, [2, 0], [7, 1]));
  expect([held(), live.released.value]).toEqual([[1, 3, 7], [2]]);
  ask.mockClear();
  await pass(2_100);
  expect([socket().sent.at(-1), ask.mock.calls.length]).toEqual(["ping", 0]);
  stop();
});

it("[V28] while the socket is away the browser polls the map, and retries the socket until it is back", async () => {
  const { held, socket, sockets, stop, ask } = watching();
  socket().tell(snapshot(4));
  socket().tell("pong");
  await pass(0);
  ask.mockResolvedValue(delta(4, 6, [5, 1]));
  socket().drop();
  await pass(600);
  expect([held(), sockets.length]).toEqual([[5], 2]);
  socket().tell("pong");
  ask.mockClear();
  await pass(3_000);
  expect(ask).not.toHaveBeenCalled();
  stop();
});

it("[V29] a map without an update for five seconds is stale, and is right again moments after the network returns", async () => {
  const { live, held, socket, stop, ask, connect } = watching();
  socket().tell(snapshot(4));
  socket().tell("pong");
  connect.mockImplementation(() => {
    const dead = new FakeSocket();
    dead.readyState = 0;
    return dead as unknown as WebSocket;
  });
  ask.mockRejectedValue(new Error("offline"));
  await pass(4_000);
  expect(live.isStale.value).toBe(false);
  await pass(6_000);
  expect(live.isStale.value).toBe(true);
  ask.mockResolvedValue(delta(4, 9, [6, 1]));
  await pass(1_500);
  expect([live.isStale.value, held()]).toEqual([false, [6]]);
  stop();
});

it("[V82] a frame from a feed that has lost its schedule does not count as a sign of life", async () => {
  const { live, socket, stop, ask } = watching();
  socket().tell(snapshot(4));
  socket().tell("pong");
  ask.mockRejectedValue(new Error("unavailable"));
  socket().tell("lost");
  for (let second = 0; second < 7; second++) {
    await pass(1_000);
    socket().tell("lost");
  }
  expect(live.isStale.value).toBe(true);
  stop();
});

it("[V207] a map whose date has moved to another plan says so, and shows nothing of that plan's seats", async () => {
  const frame = (planHash: number, epoch: number, statuses: number[]) =>
    encodeSnapshot({
      planHash,
      epoch,
      seq: 2,
      firstOrdinal: 0,
      statuses: Uint8Array.from(statuses),
    });
  const other = frame(6, 10, [1, 1, 1]);
  const ask = vi.fn<LiveSource["ask"]>(() => Promise.resolve(snapshot(1, 0)));
  const connect = () => new FakeSocket() as unknown as WebSocket;
  const live = createLiveSeats({ ask, connect }, of.planHash);
  const seen = async (frame: Uint8Array) => {
    ask.mockResolvedValueOnce(frame);
    await live.refresh();
    return [live.statuses.value?.length ?? null, live.isMoved.value];
  };
  expect(await seen(snapshot(1, 0))).toEqual([8, false]);
  expect(await seen(other)).toEqual([8, true]);
  // An answer from before the move, which a cache has kept, and then the date moves back.
  expect(await seen(snapshot(5, 3))).toEqual([8, true]);
  expect([...(live.statuses.value ?? [])]).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  expect(await seen(frame(5, 11, [1, 0, 0, 2, 0, 0, 0, 0]))).toEqual([8, false]);
  expect(live.statuses.value?.[3]).toBe(2);
  // A new page may get the earlier plan's answer first.
  const fresh = createLiveSeats({ ask, connect }, 6);
  ask.mockResolvedValueOnce(snapshot(1, 0));
  await fresh.refresh();
  expect([fresh.statuses.value, fresh.isMoved.value]).toEqual([null, true]);
  ask.mockResolvedValueOnce(other);
  await fresh.refresh();
  expect([fresh.statuses.value?.length, fresh.isMoved.value]).toEqual([3, false]);
});
