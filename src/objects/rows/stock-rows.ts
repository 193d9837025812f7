import type { Happened } from "../../core/messages.ts";
import type { Block } from "../../core/stock/block.ts";
import { setBlock, setHomes } from "../../core/stock/apply-stock.ts";
import type { ScheduleState } from "../../core/state.ts";

export const stockSteps = [
  `CREATE TABLE block (
     block_id TEXT PRIMARY KEY, version INTEGER NOT NULL, channel TEXT, release_at INTEGER, about TEXT NOT NULL,
     is_released INTEGER NOT NULL DEFAULT 0
   ) WITHOUT ROWID`,
  "CREATE TABLE home (seat INTEGER PRIMARY KEY, block_id TEXT NOT NULL)",
  "CREATE TABLE stock_change (id INTEGER PRIMARY KEY, change TEXT NOT NULL)",
  "ALTER TABLE hold ADD COLUMN channels TEXT",
];

/** Whoever changes the stock tells the books at once; this is for one who could not. */
const tellMs = 5_000;

export type StockChange = Happened<"stockChanged"> | Happened<"stockReleased">;

/** A block as the books know it, with its seats; one that is over has none. */
export type KnownBlock = Block & { seats: readonly number[]; isReleased: boolean };

/** The rows of blocks and of their seats, and the changes that the books have not confirmed yet. */
export class StockRows {
  readonly #sql: SqlStorage;
  /** When to tell the books of changes that they have not confirmed; null if there are none. */
  tellAt: number | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  changed(event: Happened<"stockChanged">): void {
    this.#set(event.block, false);
    this.#settle(event.added, event.block.blockId);
    this.#leave(event.removed);
    this.#await(event);
  }

  released(event: Happened<"stockReleased">): void {
    this.#sql.exec(
      "UPDATE block SET is_released = 1, version = ? WHERE block_id = ?",
      event.version,
      event.blockId,
    );
    this.#leave(event.seats);
    this.#await(event);
  }

  /** Takes over what the books know. */
  restore(blocks: readonly KnownBlock[]): void {
    for (const { seats, isReleased, ...block } of blocks) {
      this.#set(block, isReleased);
      this.#settle(seats, block.blockId);
    }
  }

  #set({ blockId, version, channel, releaseAt, about }: Block, isReleased: boolean): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO block VALUES (?, ?, ?, ?, ?, ?)",
      blockId,
      version,
      channel,
      releaseAt,
      about,
      isReleased ? 1 : 0,
    );
  }

  #settle(seats: readonly number[], blockId: string): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO home SELECT value, ? FROM json_each(?)",
      blockId,
      JSON.stringify(seats),
    );
  }

  #leave(seats: readonly number[]): void {
    const list = JSON.stringify(seats);
    this.#sql.exec("DELETE FROM home WHERE seat IN (SELECT value FROM json_each(?))", list);
  }

  #await(change: StockChange): void {
    this.#sql.exec("INSERT INTO stock_change (change) VALUES (?)", JSON.stringify(change));
    this.tellAt ??= change.at + tellMs;
  }

  /** The changes that the books have not confirmed, oldest first. */
  untold(): { id: number; change: StockChange }[] {
    const rows = this.#sql.exec<{ id: number; change: string }>(
      "SELECT id, change FROM stock_change ORDER BY id LIMIT 20",
    );
    return [...rows].map(({ id, change }) => ({ id, change: JSON.parse(change) as StockChange }));
  }

  told(id: number): void {
    this.#sql.exec("DELETE FROM stock_change WHERE id = ?", id);
  }

  /** After holds and sales: a seat that somebody has belongs to its block once it is free. */
  load(state: ScheduleState): void {
    this.tellAt = this.untold().length > 0 ? 0 : null;
    for (const row of this.#sql.exec<BlockRow>("SELECT * FROM block")) {
      if (row.is_released) state.releasedBlocks.add(row.block_id);
      else setBlock(state, blockOf(row));
    }
    const homes = this.#sql.exec<{ seat: number; block_id: string }>("SELECT * FROM home");
    for (const { seat, block_id } of homes) setHomes(state, [seat], block_id);
  }
}

type BlockRow = {
  block_id: string;
  version: number;
  channel: string | null;
  release_at: number | null;
  about: string;
  is_released: number;
};

const blockOf = (row: BlockRow): Block => ({
  blockId: row.block_id,
  version: row.version,
  channel: row.channel,
  releaseAt: row.release_at,
  about: row.about,
});
