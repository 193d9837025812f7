import { expect, it } from "vitest";
import { drawnRank } from "../../contract/sale/draw.ts";
import type { Board, Draw, Turn } from "../../contract/sale/queue.ts";
import { createPace, keptPollMs, pollMs, rankOf, shownOf } from "./line.ts";

const turn: Turn = {
  state: "waiting",
  number: 100,
  rank: 100,
  ahead: 50,
  behind: 0,
  until: null,
  presale: null,
  place: "signed",
  admission: null,
  nextPollMs: 2_000,
};
const board: Board = {
  scheduleId: "s",
  state: "open",
  order: "fifo",
  isDrawn: false,
  presales: [],
  nowServing: 49,
  lastNumber: 220,
  shoppers: 2,
  shoppersMax: 2,
  admitPerMinute: 600,
  seatsLeft: 90,
  zones: [],
  lobbyOpensAt: "2026-11-20T11:30:00Z",
  saleOpensAt: "2026-11-20T12:00:00Z",
  notice: null,
  serverTime: "2026-11-20T12:00:00Z",
  nextPollMs: 10_000,
};

it("[U16] the position in line is the fan's number minus the number served", () => {
  const rank = rankOf(turn, board, null);
  expect(shownOf(turn, board, rank)).toEqual({
    state: "waiting",
    ahead: 50,
    behind: 120,
    rank: 100,
    until: board.saleOpensAt,
    why: null,
  });
  const later = { ...board, nowServing: 99 };
  expect(shownOf(turn, later, rank)).toMatchObject({ ahead: 0 });
});

it("[QH31] in a lottery the page shows no position before the draw, and the drawn position after it", () => {
  const lottery: Board = { ...board, order: "lottery", nowServing: 0 };
  expect(shownOf(turn, lottery, rankOf(turn, lottery, null)).state).toBe("drawing");
  const seed = "0123456789abcdef".repeat(4);
  const draw: Draw = { order: "lottery", commitment: "", seed, after: 0, count: 150, aside: [] };
  const drawn = { ...lottery, isDrawn: true };
  expect(rankOf(turn, drawn, null)).toBeNull();
  expect(rankOf(turn, drawn, draw)).toBe(drawnRank({ seed, after: 0, count: 150 }, 100));
});

it("[QH36] the page prefers paused to called, called to open, and ended to every other state", () => {
  const called: Turn = { ...turn, state: "called" };
  const at = (state: Board["state"], mine = called) =>
    shownOf(mine, { ...board, state }, 100).state;
  expect([at("open"), at("paused"), at("closed"), at("draining")]).toEqual([
    "called",
    "paused",
    "over",
    "called",
  ]);
  expect([at("lobby", turn), at("upcoming", turn)]).toEqual(["lobby", "lobby"]);
});

it("[QH42] the page shows that a place is kept before the board's numbers, but not before a pause", () => {
  const presales = [{ id: "card", opensAt: "2026-11-20T10:00:00Z", state: "open" as const }];
  const waits = { ...board, presales, serverTime: "2026-11-20T10:30:00Z" };
  const [mine, kept] = [
    { ...turn, presale: "card" },
    { ...turn, presale: "first" },
  ];
  expect(shownOf(mine, waits, 100)).toMatchObject({ state: "waiting", why: null });
  expect(shownOf(kept, { ...waits, nowServing: 300 }, 100)).toMatchObject({
    state: "kept",
    why: "keptOver",
    until: board.saleOpensAt,
  });
  expect(shownOf(kept, { ...waits, state: "paused" }, 100).state).toBe("paused");
  // The board passed this number over, and the schedule says how many are ahead.
  expect(shownOf({ ...mine, ahead: 7 }, { ...waits, nowServing: 300 }, 100)).toMatchObject({
    state: "waiting",
    ahead: 7,
  });
});

it("[QH26] the queue page shows the measured pace, and shows none if no movement was measured", () => {
  const paceOf = createPace();
  expect(paceOf(board, 0)).toBeNull();
  expect(paceOf({ ...board, nowServing: 59 }, 10_000)).toBeNull();
  expect(paceOf({ ...board, nowServing: 79 }, 30_000)).toBe(60);
  expect(createPace()({ ...board, shoppers: 0 }, 0)).toBe(600);
});

it("[QH27] the queue page polls every two seconds near the front and so often farther back that a pause shows within five", () => {
  expect([pollMs(0, 0.5), pollMs(500, 0.5), pollMs(1_000_000, 0.5)]).toEqual([2_000, 3_000, 3_500]);
  // Where few ask, a board can be two seconds old; a crowd has it made anew each second.
  const boardMs = (ahead: number) => (ahead < 100 ? 2_000 : 1_100);
  for (const ahead of [0, 99, 100, 749, 4_000, 1_000_000])
    expect(pollMs(ahead, 1) + boardMs(ahead)).toBeLessThan(5_000);
  expect(keptPollMs(0.5)).toBe(10_000);
});
