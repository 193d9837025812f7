import type {
  ScheduleStock,
  StockBlockSeats,
  StockPreview,
} from "../../contract/admin/stock/stock.ts";
import { type Outcome, done, refuse } from "../../contract/problems.ts";
import type { CodedSeats } from "../../contract/sale/holds.ts";
import { placeKey } from "../../contract/plan/seat-places.ts";
import { seatsOf } from "../../core/stock/stock.ts";
import { Watched } from "../cockpit/watched.ts";
import type { AskedStock, PlaceNames, ReleasedStock, StockRow } from "../schedule-calls.ts";
import { stockCommand } from "./asked-stock.ts";
import { StockOutbox } from "./stock-outbox.ts";
import {
  previewStock,
  viewBlockSeats,
  viewCodedSeats,
  viewStock,
  viewStockTable,
  viewTakenSeats,
} from "./stock-view.ts";

/** The part of a schedule's object that keeps seats for somebody. */
export abstract class Stocked extends Watched {
  protected readonly stockOutbox = new StockOutbox(this.env, () => this.live);

  async stock(): Promise<Outcome<ScheduleStock>> {
    return this.live.look((sale) => viewStock(sale, Date.now()));
  }

  async stockBlock(blockId: string): Promise<Outcome<StockBlockSeats | null>> {
    return this.live.look((sale) => viewBlockSeats(sale, blockId));
  }

  async previewStock(seats: number[]): Promise<Outcome<StockPreview>> {
    return this.live.look((sale) => previewStock(sale, seats));
  }

  async placeNames(): Promise<Outcome<PlaceNames>> {
    return this.live.look(({ places, plan }) => ({
      seats: Array.from({ length: places.count }, (_, seat) => placeKey(places, seat)),
      zones: plan.zones.map(({ id, name }) => ({ id, name })),
    }));
  }

  /** The seats that somebody holds, pays for or has bought. */
  async takenSeats(): Promise<Outcome<number[]>> {
    return this.live.look(viewTakenSeats);
  }

  async stockTable(): Promise<Outcome<StockRow[]>> {
    return this.live.look(viewStockTable);
  }

  /** Each block with its version and its seats, to compare with the books. */
  async stockSeats(): Promise<Outcome<{ id: string; told: string }[]>> {
    await this.live.opened();
    await this.stockOutbox.tell();
    return this.live.look(({ state }) =>
      [...state.blocks.values()].map(({ blockId: id, version }) => {
        return { id, told: `${version}: ${seatsOf(state, id).join()}` };
      }),
    );
  }

  /** The free seats that holds through a channel can take. */
  async codedSeats(channel: string): Promise<Outcome<CodedSeats>> {
    const found = await this.live.look((sale) => viewCodedSeats(sale, channel));
    if (!found.ok) return found;
    return found.value.total === 0 ? refuse("code-not-valid") : done(found.value);
  }

  /** Answers once the books have the change as well. */
  async changeStock(asked: AskedStock): Promise<Outcome<StockBlockSeats | null>> {
    const opened = await this.live.opened();
    if (!opened.ok) return opened;
    const command = stockCommand(opened.value, asked);
    return this.stockOutbox.afterTelling(command, (sale) => viewBlockSeats(sale, asked.blockId));
  }

  async releaseStock(asked: ReleasedStock): Promise<Outcome<null>> {
    return this.stockOutbox.afterTelling({ type: "releaseStock", ...asked }, () => null);
  }
}
