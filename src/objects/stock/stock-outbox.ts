import { type Outcome, refuse } from "../../contract/problems.ts";
import type { Command } from "../../core/messages.ts";
import { connect } from "../../db/connection/connect.ts";
import { keepStockChange } from "../../db/stock/stock-blocks.ts";
import { report } from "../books.ts";
import type { ObjectEnv } from "../env.ts";
import type { LiveSale } from "../live-sale.ts";
import type { Sale } from "../sale.ts";
import { storedChange } from "./stock-facts.ts";

const retryMs = 30_000;

/**
 * Tells the books every change of the stock, in the order of the changes. The object keeps each until the books have
 * confirmed it.
 */
export class StockOutbox {
  readonly #env: ObjectEnv;
  readonly #live: () => LiveSale;
  #last: Promise<unknown> = Promise.resolve();

  constructor(env: ObjectEnv, live: () => LiveSale) {
    this.#env = env;
    this.#live = live;
  }

  /** Changes the stock, and answers once the books have the change. */
  async afterTelling<T>(command: Command, look: (sale: Sale) => T): Promise<Outcome<T>> {
    const changed = await this.#live().after(command, look);
    if (!changed.ok || (await this.tell())) return changed;
    return refuse("outcome-unknown");
  }

  /** True once the books have every change that was made until now. */
  tell(): Promise<boolean> {
    const told = this.#last.then(() => this.#tellAll());
    this.#last = told;
    return told;
  }

  async #tellAll(): Promise<boolean> {
    const { rows } = this.#live();
    if (rows === null) return true;
    const { stock } = rows;
    try {
      for (let left = stock.untold(); left.length > 0; left = stock.untold())
        for (const { id, change } of left) {
          const sale = this.#live().known();
          const told = { scheduleId: sale.scheduleId, change: storedChange(sale, change) };
          await keepStockChange(connect(this.#env), told);
          stock.told(id);
        }
      stock.tellAt = null;
      return true;
    } catch (error) {
      report(error);
      stock.tellAt = Date.now() + retryMs;
      return false;
    }
  }
}
