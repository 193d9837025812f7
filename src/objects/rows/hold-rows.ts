import { type End, addHold, addSale, remember } from "../../core/seats/apply-holds.ts";
import { countUnbought, isUnbought } from "../../core/seats/unbought.ts";
import type { Happened } from "../../core/messages.ts";
import type { EndReason, Hold, ScheduleState } from "../../core/state.ts";

export const holdSteps = [
  `CREATE TABLE hold (
     hold_id TEXT PRIMARY KEY, account_id TEXT NOT NULL, tag TEXT NOT NULL, seats TEXT NOT NULL,
     phase INTEGER NOT NULL, expires_at INTEGER NOT NULL, choosing_until INTEGER NOT NULL,
     is_extended INTEGER NOT NULL, order_id TEXT, paying_since INTEGER NOT NULL, presale TEXT,
     reason TEXT, ended_at INTEGER
   ) WITHOUT ROWID`,
];

export const laterHoldSteps = ["ALTER TABLE hold ADD COLUMN lost TEXT"];

const phases = { choosing: 0, paying: 1, sold: 2, ended: 3 } as const;
/** How long a late request under the id of an ended hold still gets a true answer. */
const rememberedMs = 86_400_000;

/** The rows of holds and sales: one for each hold, until its end is forgotten. */
export class HoldRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** One statement for a whole rush, because each statement costs as much as several rows. */
  held(holds: readonly Hold[]): void {
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
      hold.presale,
      hold.channels.length === 0 ? null : JSON.stringify(hold.channels),
    ]);
    this.#sql.exec(
      `INSERT INTO hold (hold_id, account_id, tag, seats, phase, expires_at, choosing_until, is_extended, order_id,
         paying_since, presale, channels)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
         value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11 FROM json_each(?)`,
      JSON.stringify(rows),
    );
  }

  extended({ holdId, expiresAt }: Happened<"extended">): void {
    this.#sql.exec(
      "UPDATE hold SET expires_at = ?1, choosing_until = ?1, is_extended = 1 WHERE hold_id = ?2",
      expiresAt,
      holdId,
    );
  }

  payingBegan({ holdId, orderId, at, expiresAt }: Happened<"payingBegan">): void {
    this.#sql.exec(
      "UPDATE hold SET phase = 1, order_id = ?, paying_since = ?, expires_at = ? WHERE hold_id = ?",
      orderId,
      at,
      expiresAt,
      holdId,
    );
  }

  payingEnded({ holdId, expiresAt }: Happened<"payingEnded">): void {
    this.#sql.exec(
      "UPDATE hold SET phase = 0, expires_at = ? WHERE hold_id = ?",
      expiresAt,
      holdId,
    );
  }

  postponed({ holdId, expiresAt }: Happened<"postponed">): void {
    this.#sql.exec(
      "UPDATE hold SET phase = 1, expires_at = ? WHERE hold_id = ?",
      expiresAt,
      holdId,
    );
  }

  letGo({ holdId, at }: Happened<"letGo">): void {
    this.#sql.exec(
      "UPDATE hold SET phase = 1, expires_at = ?, choosing_until = 0 WHERE hold_id = ?",
      at,
      holdId,
    );
  }

  sold({ holdId, accountId, orderId, seats, presale, at }: Happened<"sold">): void {
    this.#sql.exec(
      `INSERT INTO hold (hold_id, account_id, tag, seats, phase, expires_at, choosing_until, is_extended, order_id,
         paying_since, reason, ended_at, presale)
       VALUES (?1, ?2, '', ?3, 2, 0, 0, 0, ?4, 0, 'sold', ?5, ?6)
       ON CONFLICT (hold_id) DO UPDATE
       SET phase = 2, account_id = ?2, seats = ?3, order_id = ?4, reason = 'sold', ended_at = ?5, presale = ?6`,
      holdId,
      accountId,
      seats.join(),
      orderId,
      at,
      presale,
    );
  }

  /** Seats that a sale has taken from a hold that is being paid for. */
  lost({ holdId, seats }: Happened<"lost">): void {
    this.#sql.exec(
      "UPDATE hold SET lost = coalesce(lost || ',', '') || ? WHERE hold_id = ?",
      seats.join(),
      holdId,
    );
  }

  released({ holdId, reason, at }: { holdId: string; reason: EndReason; at: number }): void {
    this.#sql.exec(
      "UPDATE hold SET phase = 3, reason = ?, ended_at = ? WHERE hold_id = ?",
      reason,
      at,
      holdId,
    );
  }

  /** The seats of a sale that were not refunded stay sold. */
  freed({ holdId, seats, at }: Happened<"freed">): void {
    const [row] = this.#sql.exec<{ seats: string; phase: number }>(
      "SELECT seats, phase FROM hold WHERE hold_id = ?",
      holdId,
    );
    const sold = row?.phase === phases.sold ? parseSeats(row.seats) : [];
    const left = sold.filter((seat) => !seats.includes(seat));
    if (left.length === 0) return this.released({ holdId, reason: "refunded", at });
    this.#sql.exec(
      "UPDATE hold SET seats = ?, reason = 'refunded', ended_at = ? WHERE hold_id = ?",
      left.join(),
      at,
      holdId,
    );
  }

  shifted(byMs: number): void {
    this.#sql.exec(
      `UPDATE hold SET choosing_until = choosing_until + ?1,
         expires_at = CASE phase WHEN 0 THEN expires_at + ?1 ELSE expires_at END
       WHERE phase < 2 AND choosing_until > 0`,
      byMs,
    );
  }

  load(state: ScheduleState, now: number): void {
    const rows = this.#sql.exec(
      `SELECT hold_id, account_id, seats, phase, presale, reason, ended_at, tag, channels
       FROM hold WHERE phase >= 2 ORDER BY ended_at`,
    );
    const ended: End[] = [];
    const since = now - state.terms.limits.unboughtMs;
    for (const row of rows.raw<EndedRow>()) {
      const [holdId, accountId, seats, phase, presale, reason, at, tag, channels] = row;
      if (phase === phases.sold) {
        addSale(state, { holdId, accountId, seats: parseSeats(seats), presale });
        state.unbought.delete(accountId);
      } else if (at > since && isUnbought({ tag, channels: parseChannels(channels) }, reason))
        countUnbought(state, accountId, at);
      if (at > now - rememberedMs) ended.push({ holdId, reason, presale });
    }
    for (const end of ended.slice(-state.terms.limits.endedMax)) remember(state, end);
    // Live holds last: a sale has the stronger claim on a seat.
    for (const row of this.#sql.exec<HoldRow>("SELECT * FROM hold WHERE phase < 2"))
      addHold(state, holdOf(row), parseSeats(row.lost));
  }

  /** The ends of these holds, for those that are over and still known here. */
  endsOf(holdIds: readonly string[]): End[] {
    const found = this.#sql.exec<End>(
      `SELECT hold_id AS holdId, reason, presale FROM json_each(?) JOIN hold ON hold_id = value WHERE phase >= 2`,
      JSON.stringify(holdIds),
    );
    return [...found];
  }

  endsSince(at: number): { reason: EndReason; count: number }[] {
    return [
      ...this.#sql.exec<{ reason: EndReason; count: number }>(
        "SELECT reason, count(*) AS count FROM hold WHERE phase = 3 AND ended_at > ? GROUP BY reason",
        at,
      ),
    ];
  }

  /** A refund is remembered for good, so that a late message of its sale takes no seat. */
  prune(now: number): void {
    this.#sql.exec(
      "DELETE FROM hold WHERE phase = 3 AND reason <> 'refunded' AND ended_at < ?",
      now - rememberedMs,
    );
  }
}

type EndedRow = [
  string,
  string,
  string,
  number,
  string | null,
  EndReason,
  number,
  string,
  string | null,
];

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
  presale: string | null;
  lost: string | null;
  channels: string | null;
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
    presale: row.presale,
    channels: parseChannels(row.channels),
  };
}

const parseChannels = (channels: string | null): string[] =>
  channels === null ? [] : (JSON.parse(channels) as string[]);
const parseSeats = (seats: string | null): number[] => (seats ? seats.split(",").map(Number) : []);
