import { addHold, addSale, remember } from "../core/apply.ts";
import { useNumber } from "../core/calls.ts";
import { addDeadline } from "../core/deadlines.ts";
import type { Event } from "../core/messages.ts";
import type { EndReason, Hold, ScheduleState } from "../core/state.ts";
import { migrate } from "./rows.ts";

const steps = [
  `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE hold (
     hold_id TEXT PRIMARY KEY, account_id TEXT NOT NULL, tag TEXT NOT NULL, seats TEXT NOT NULL,
     phase INTEGER NOT NULL, expires_at INTEGER NOT NULL, choosing_until INTEGER NOT NULL,
     is_extended INTEGER NOT NULL, order_id TEXT, paying_since INTEGER NOT NULL,
     reason TEXT, ended_at INTEGER
   ) WITHOUT ROWID`,
  `CREATE TABLE shopper (account_id TEXT PRIMARY KEY, number INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE call (through INTEGER PRIMARY KEY, from_number INTEGER NOT NULL, at INTEGER NOT NULL)`,
  `CREATE TABLE queue (id INTEGER PRIMARY KEY, given INTEGER NOT NULL, called INTEGER NOT NULL, tokens REAL NOT NULL, tokens_at INTEGER NOT NULL)`,
  `INSERT INTO queue VALUES (1, 0, 0, 1e300, 0)`,
];

const phases = { choosing: 0, paying: 1, sold: 2, ended: 3 } as const;
/** For how long a late request under the id of an ended hold is told the truth. */
const rememberedMs = 86_400_000;

/** The rows of one schedule: `write` and `load` are each other's inverse. */
export class ScheduleRows {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    migrate(storage, steps);
  }

  meta(key: string): string | null {
    const [row] = this.#sql.exec<{ value: string }>("SELECT value FROM meta WHERE key = ?", key);
    return row?.value ?? null;
  }

  setMeta(key: string, value: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value);
  }

  /** All of the events, or none. */
  write(events: readonly Event[]): void {
    this.#storage.transactionSync(() => {
      let held: Hold[] = [];
      for (const event of events) {
        if (event.type === "held") {
          held.push(event.hold);
          continue;
        }
        this.#insertHolds(held);
        held = [];
        this.#writeOne(event);
      }
      this.#insertHolds(held);
    });
  }

  #writeOne(event: Exclude<Event, { type: "held" }>): void {
    const sql = this.#sql;
    switch (event.type) {
      case "extended":
        sql.exec(
          "UPDATE hold SET expires_at = ?1, choosing_until = ?1, is_extended = 1 WHERE hold_id = ?2",
          event.expiresAt,
          event.holdId,
        );
        return;
      case "payingBegan":
        sql.exec(
          `UPDATE hold SET phase = 1, order_id = ?, paying_since = ?, expires_at = ? WHERE hold_id = ?`,
          event.orderId,
          event.at,
          event.expiresAt,
          event.holdId,
        );
        return;
      case "payingEnded":
        sql.exec(
          "UPDATE hold SET phase = 0, expires_at = choosing_until WHERE hold_id = ?",
          event.holdId,
        );
        return;
      case "postponed":
        sql.exec(
          "UPDATE hold SET phase = 1, expires_at = ? WHERE hold_id = ?",
          event.expiresAt,
          event.holdId,
        );
        return;
      case "sold":
        sql.exec(
          `INSERT INTO hold VALUES (?1, ?2, '', ?3, 2, 0, 0, 0, ?4, 0, 'sold', ?5)
           ON CONFLICT (hold_id) DO UPDATE
           SET phase = 2, seats = ?3, order_id = ?4, reason = 'sold', ended_at = ?5`,
          event.holdId,
          event.accountId,
          event.seats.join(),
          event.orderId,
          event.at,
        );
        sql.exec("UPDATE shopper SET until = 0 WHERE account_id = ?", event.accountId);
        return;
      case "released":
        this.#endHold(event.holdId, event.reason, event.at);
        return;
      case "freed":
        return this.#free(event);
      case "placesTaken":
        sql.exec("UPDATE queue SET given = ?", event.through);
        return;
      case "called":
        sql.exec(`INSERT INTO call SELECT ?1, called + 1, ?2 FROM queue`, event.through, event.at);
        sql.exec(
          "UPDATE queue SET called = ?, tokens = ?, tokens_at = ?",
          event.through,
          event.tokens,
          event.at,
        );
        return;
      case "entered":
        sql.exec(
          "INSERT OR REPLACE INTO shopper VALUES (?, ?, ?)",
          event.accountId,
          event.number,
          event.until,
        );
        return;
      case "left":
        sql.exec("UPDATE shopper SET until = 0 WHERE account_id = ?", event.accountId);
        return;
      case "termsSet":
        return; // They are part of the setup, which is stored whole.
    }
  }

  /** One statement for all of a rush: each costs as much as several rows. */
  #insertHolds(holds: readonly Hold[]): void {
    if (holds.length === 0) return;
    const rows = holds.map((hold) => [
      hold.holdId,
      hold.accountId,
      hold.tag,
      hold.seats.join(),
      phases[hold.phase],
      hold.expiresAt,
      hold.choosingUntil,
      hold.isExtended ? 1 : 0,
      hold.orderId,
      hold.payingSince,
    ]);
    this.#sql.exec(
      `INSERT INTO hold SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
         value ->> 6, value ->> 7, value ->> 8, value ->> 9, NULL, NULL FROM json_each(?)`,
      JSON.stringify(rows),
    );
  }

  #endHold(holdId: string, reason: EndReason, at: number): void {
    this.#sql.exec(
      "UPDATE hold SET phase = 3, reason = ?, ended_at = ? WHERE hold_id = ?",
      reason,
      at,
      holdId,
    );
  }

  /** Of a sale, the seats that were not refunded stay sold. */
  #free({ holdId, seats, at }: Extract<Event, { type: "freed" }>): void {
    const [row] = this.#sql.exec<{ seats: string; phase: number }>(
      "SELECT seats, phase FROM hold WHERE hold_id = ?",
      holdId,
    );
    const left =
      row?.phase === phases.sold
        ? parseSeats(row.seats).filter((seat) => !seats.includes(seat))
        : [];
    if (left.length === 0) return this.#endHold(holdId, "refunded", at);
    this.#sql.exec(
      "UPDATE hold SET seats = ?, reason = 'refunded', ended_at = ? WHERE hold_id = ?",
      left.join(),
      at,
      holdId,
    );
  }

  /** Puts into an empty state all that the rows know. */
  load(state: ScheduleState, now: number): void {
    this.#loadQueue(state, now);
    const rows = this.#sql.exec(
      `SELECT hold_id, account_id, seats, phase, reason, ended_at FROM hold WHERE phase >= 2`,
    );
    const ended: { holdId: string; reason: EndReason; at: number }[] = [];
    for (const row of rows.raw()) {
      const [holdId, accountId, seats, phase, reason, at] = row as [
        string,
        string,
        string,
        number,
        EndReason,
        number,
      ];
      if (phase === phases.sold) addSale(state, { holdId, accountId, seats: parseSeats(seats) });
      if (at > now - rememberedMs) ended.push({ holdId, reason, at });
    }
    ended.sort((a, b) => a.at - b.at);
    for (const { holdId, reason } of ended.slice(-state.terms.limits.endedMax))
      remember(state, holdId, reason);
    // Live holds last: a sale has the stronger claim on a seat.
    for (const row of this.#sql.exec<HoldRow>("SELECT * FROM hold WHERE phase < 2"))
      addHold(state, holdOf(row));
  }

  #loadQueue(state: ScheduleState, now: number): void {
    const { queue } = state;
    const { callMs } = state.terms.limits;
    const kept = this.#sql
      .exec<{ given: number; called: number; tokens: number; tokens_at: number }>(
        "SELECT * FROM queue",
      )
      .one();
    Object.assign(queue, {
      given: kept.given,
      called: kept.called,
      tokens: kept.tokens,
      tokensAt: kept.tokens_at,
    });
    const calls = this.#sql.exec<{ through: number; from_number: number; at: number }>(
      "SELECT * FROM call WHERE at > ? ORDER BY through",
      now - callMs,
    );
    for (const { through, from_number: from, at } of calls) {
      queue.calls.push({ from, through, at, used: new Set() });
      queue.pending += through - from + 1;
    }
    const shoppers = this.#sql.exec<{ account_id: string; number: number; until: number }>(
      "SELECT * FROM shopper",
    );
    for (const { account_id: accountId, number, until } of shoppers) {
      useNumber(queue, number);
      if (until === 0) continue;
      queue.shoppers.set(accountId, { number, until });
      addDeadline(state.deadlines, { at: until, kind: "shopper", id: accountId });
    }
  }

  /** Forgets what no longer matters to anybody. */
  prune(now: number, callMs: number): void {
    const sql = this.#sql;
    this.#storage.transactionSync(() => {
      sql.exec("DELETE FROM call WHERE at <= ?", now - callMs);
      sql.exec(
        `DELETE FROM shopper WHERE until = 0
         AND number < coalesce((SELECT min(from_number) FROM call), (SELECT called + 1 FROM queue))`,
      );
      sql.exec("DELETE FROM hold WHERE phase = 3 AND ended_at < ?", now - rememberedMs);
    });
  }
}

type HoldRow = {
  hold_id: string;
  account_id: string;
  tag: string;
  seats: string;
  phase: number;
  expires_at: number;
  choosing_until: number;
  is_extended: number;
  order_id: string | null;
  paying_since: number;
};

function holdOf(row: HoldRow): Hold {
  return {
    holdId: row.hold_id,
    accountId: row.account_id,
    tag: row.tag,
    seats: parseSeats(row.seats),
    phase: row.phase === phases.paying ? "paying" : "choosing",
    expiresAt: row.expires_at,
    choosingUntil: row.choosing_until,
    isExtended: row.is_extended === 1,
    orderId: row.order_id,
    payingSince: row.paying_since,
  };
}

const parseSeats = (seats: string): number[] => seats.split(",").map(Number);
