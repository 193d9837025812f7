import { seatCode } from "../../contract/live/live.ts";
import { apply } from "../../core/apply.ts";
import type { Happened } from "../../core/messages.ts";
import { isAwaited } from "../../core/waitlist/returns.ts";
import type { ScheduleState } from "../../core/state.ts";

export const returnSteps = [
  "CREATE TABLE awaited (zone INTEGER PRIMARY KEY)",
  "CREATE TABLE kept (seat INTEGER PRIMARY KEY)",
];

/** A seat that its block gets only after the waitlist is not for sale either. */
const isFree = (code: number | undefined): boolean =>
  code === seatCode.available || code === seatCode.notForSale;

/** The rows of the zones with waitlist entries, and of the seats kept for them. */
export class ReturnRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  awaited({ zones }: Happened<"awaited">): void {
    this.#sql.exec("DELETE FROM awaited");
    this.#sql.exec("INSERT INTO awaited SELECT value FROM json_each(?)", JSON.stringify(zones));
  }

  kept({ seats }: Happened<"kept">): void {
    const list = JSON.stringify(seats);
    this.#sql.exec("INSERT OR IGNORE INTO kept SELECT value FROM json_each(?)", list);
  }

  unkept({ seats }: Happened<"unkept">): void {
    const list = JSON.stringify(seats);
    this.#sql.exec("DELETE FROM kept WHERE seat IN (SELECT value FROM json_each(?))", list);
  }

  /** After holds and sales, which have the stronger claim on a seat. */
  load(state: ScheduleState): void {
    const numbers = (query: string) =>
      [...this.#sql.exec<{ n: number }>(query)].map((row) => row.n);
    apply(state, { type: "awaited", zones: numbers("SELECT zone AS n FROM awaited") });
    const seats = numbers("SELECT seat AS n FROM kept").filter(
      (seat) => isFree(state.status[seat]) && isAwaited(state, seat),
    );
    apply(state, { type: "kept", seats });
  }
}
