import { addShopper } from "../../core/queue/apply-queue.ts";
import { unusedOf, useRank } from "../../core/queue/calls.ts";
import type { Happened } from "../../core/messages.ts";
import type { Limits } from "../../core/limits.ts";
import { type Call, type Queue, type ScheduleState, clockOf } from "../../core/state.ts";
import { LineRows } from "./line-rows.ts";

export const queueSteps = [
  `CREATE TABLE queue (
     id INTEGER PRIMARY KEY, given INTEGER NOT NULL, called INTEGER NOT NULL, entered INTEGER NOT NULL,
     tokens REAL NOT NULL, tokens_at INTEGER NOT NULL,
     drawn_after INTEGER, drawn_count INTEGER, frozen_at INTEGER
   )`,
  `INSERT INTO queue VALUES (1, 0, 0, 0, 1e300, 0, NULL, NULL, NULL)`,
  `CREATE TABLE call (
     from_rank INTEGER PRIMARY KEY, through INTEGER NOT NULL, since INTEGER NOT NULL, at INTEGER NOT NULL
   )`,
  `CREATE TABLE used (rank INTEGER PRIMARY KEY)`,
  `CREATE TABLE shopper (
     account_id TEXT PRIMARY KEY, rank INTEGER NOT NULL, until INTEGER NOT NULL, presale TEXT
   ) WITHOUT ROWID`,
  `CREATE TABLE returning_fan (
     id INTEGER PRIMARY KEY, account_id TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL, called_at INTEGER
   )`,
  `CREATE TABLE intake (
     name TEXT PRIMARY KEY, turn INTEGER NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL
   ) WITHOUT ROWID`,
];

export const laterQueueSteps = [
  "ALTER TABLE shopper ADD COLUMN has_more_time INTEGER NOT NULL DEFAULT 0",
];

type QueueRow = {
  given: number;
  called: number;
  entered: number;
  tokens: number;
  tokens_at: number;
  drawn_after: number | null;
  drawn_count: number | null;
  frozen_at: number | null;
};

/**
 * The rows of the queue: one for the whole queue, one for each call and each fan inside. Waiting fans have none here.
 */
export class QueueRows {
  readonly #sql: SqlStorage;
  readonly #line: LineRows;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#line = new LineRows(sql);
  }

  placesTaken({ intake, turn, first, count, presale }: Happened<"placesTaken">): void {
    const through = first + count - 1;
    if (presale !== null) this.#line.presaleChanged({ from: first, through, presale });
    this.#sql.exec("UPDATE queue SET given = ?", through);
    this.#sql.exec("INSERT OR REPLACE INTO intake VALUES (?, ?, ?, ?)", intake, turn, first, count);
  }

  presaleChanged(event: Happened<"presaleChanged">): void {
    this.#line.presaleChanged(event);
  }

  setAside({ spans, called }: Happened<"setAside">): void {
    for (const span of spans) this.#line.setAside(span);
    this.#sql.exec("UPDATE queue SET called = ?", called);
  }

  putBack({ accountId, rank }: Happened<"putBack">): void {
    this.#line.setAside({ from: rank, through: rank });
    this.left({ accountId });
  }

  /** From the draw on, a given-up place is stored by its rank and no longer by its number. */
  drawn({ after, count, gaveUp }: Happened<"drawn">): void {
    this.#sql.exec("UPDATE queue SET drawn_after = ?, drawn_count = ?", after, count);
    this.#line.drawn();
    this.#sql.exec("DELETE FROM used WHERE rank > ?", after);
    this.#sql.exec("INSERT INTO used SELECT value FROM json_each(?)", JSON.stringify(gaveUp));
  }

  /** A given-up rank counts as used, so its call admits no fan. */
  gaveUp({ rank }: Happened<"gaveUp">): void {
    this.#sql.exec("INSERT OR IGNORE INTO used VALUES (?)", rank);
    this.#line.called({ from: rank, through: rank });
  }

  /** The ranks of a place that was kept are unused again, even where its fan has been inside before. */
  called({ from, first, through, since, at, tokens }: Happened<"called">): void {
    for (const kept of this.#line.called({ from: first, through }))
      this.#sql.exec("DELETE FROM used WHERE rank BETWEEN ? AND ?", kept.from, kept.through);
    this.#sql.exec("INSERT OR REPLACE INTO call VALUES (?, ?, ?, ?)", from, through, since, at);
    this.#sql.exec(
      "UPDATE queue SET called = max(called, ?), tokens = ?, tokens_at = ?",
      through,
      tokens,
      at,
    );
  }

  passedOver({ through }: Happened<"passedOver">): void {
    this.#sql.exec("UPDATE queue SET called = ?", through);
  }

  returned({ accountId, rank }: Happened<"returned">): void {
    this.#sql.exec("INSERT OR IGNORE INTO used VALUES (?)", rank);
    this.#sql.exec(
      "INSERT OR REPLACE INTO returning_fan (account_id, rank) VALUES (?, ?)",
      accountId,
      rank,
    );
  }

  recalled({ accountId, at }: Happened<"recalled">): void {
    this.#sql.exec("UPDATE returning_fan SET called_at = ? WHERE account_id = ?", at, accountId);
  }

  entered({ accountId, rank, until, presale, hasMoreTime }: Happened<"entered">): void {
    this.#sql.exec("INSERT OR IGNORE INTO used VALUES (?)", rank);
    this.#sql.exec("DELETE FROM returning_fan WHERE account_id = ?", accountId);
    this.#sql.exec(
      "INSERT OR REPLACE INTO shopper VALUES (?, ?, ?, ?, ?)",
      accountId,
      rank,
      until,
      presale,
      hasMoreTime ? 1 : 0,
    );
    this.#sql.exec("UPDATE queue SET entered = entered + 1");
  }

  eased({ accountId, until }: Happened<"eased">): void {
    this.#sql.exec(
      "UPDATE shopper SET until = ?, has_more_time = 1 WHERE account_id = ?",
      until,
      accountId,
    );
  }

  left({ accountId }: { accountId: string }): void {
    this.#sql.exec("DELETE FROM shopper WHERE account_id = ?", accountId);
    this.#sql.exec("DELETE FROM returning_fan WHERE account_id = ?", accountId);
  }

  frozen(at: number | null): void {
    this.#sql.exec("UPDATE queue SET frozen_at = ?", at);
  }

  shifted(byMs: number): void {
    this.#sql.exec("UPDATE call SET at = at + ?", byMs);
    this.#sql.exec("UPDATE returning_fan SET called_at = called_at + ?", byMs);
    this.#sql.exec("UPDATE shopper SET until = until + ?", byMs);
  }

  load(state: ScheduleState, now: number): void {
    const { queue } = state;
    const row = this.#sql.exec<QueueRow>("SELECT * FROM queue").one();
    const { drawn_after: after, drawn_count: count } = row;
    Object.assign(queue, {
      given: row.given,
      called: row.called,
      entered: row.entered,
      tokens: row.tokens,
      tokensAt: row.tokens_at,
      draw: after === null || count === null ? null : { after, count, aside: [] },
      frozenAt: row.frozen_at,
    });
    this.#line.load(queue);
    this.#loadCalls(state, now);
    for (const { name, turn, first, count } of this.#sql.exec<IntakeRow>("SELECT * FROM intake"))
      queue.intakes.set(name, { turn, first, count });
    for (const { account_id, has_more_time, ...shopper } of this.#sql.exec<ShopperRow>(
      "SELECT * FROM shopper",
    ))
      addShopper(state, account_id, { ...shopper, hasMoreTime: has_more_time === 1 });
    for (const row of this.#sql.exec<BackRow>(
      "SELECT * FROM returning_fan ORDER BY called_at, id",
    )) {
      const { account_id: accountId, rank, called_at: at } = row;
      if (at === null) queue.backs.set(accountId, rank);
      else queue.recalls.set(accountId, { rank, at });
    }
  }

  #loadCalls(state: ScheduleState, now: number): void {
    const { queue } = state;
    const { callMs } = state.terms.limits;
    const clock = clockOf(state, now);
    // Also the calls that lapsed: after an outage they are open again.
    const rows = this.#sql.exec<CallRow>("SELECT * FROM call ORDER BY at, since, from_rank");
    for (const { from_rank: from, through, since, at } of rows) {
      const call: Call = { from, through, since, at, used: new Set() };
      if (at + callMs > clock) queue.calls.push(call);
      else queue.missed.push(call);
    }
    for (const call of [...queue.missed, ...queue.calls]) useKept(call, queue);
    queue.pending = queue.calls.reduce((sum, call) => sum + unusedOf(call), 0);
    // A fan who has been inside may have the place again, so a used rank is not given up.
    for (const { rank } of this.#sql.exec<{ rank: number }>("SELECT rank FROM used"))
      if (rank > queue.called) queue.gaveUp.add(rank);
      else useRank(queue, rank);
  }

  prune(now: number, { callMs, graceMs }: Limits): void {
    this.#sql.exec("DELETE FROM call WHERE at <= ?", now - callMs - graceMs);
    this.#sql.exec(
      "DELETE FROM used WHERE rank < coalesce((SELECT min(from_rank) FROM call), (SELECT called + 1 FROM queue))",
    );
  }
}

/** A place that was kept is not open in its call any more, and one that was called again is so in its latest call. */
function useKept(call: Call, { aside, draw, missed, calls }: Queue): void {
  const all = [...missed, ...calls];
  const kept = [...aside, ...(draw?.aside ?? [])];
  for (const { from, through } of [...kept, ...all.slice(all.indexOf(call) + 1)])
    for (let rank = Math.max(from, call.from); rank <= Math.min(through, call.through); rank++)
      call.used.add(rank);
}

type CallRow = { from_rank: number; through: number; since: number; at: number };
type IntakeRow = { name: string; turn: number; first: number; count: number };
type ShopperRow = {
  account_id: string;
  rank: number;
  until: number;
  presale: string | null;
  has_more_time: number;
};
type BackRow = { account_id: string; rank: number; called_at: number | null };
