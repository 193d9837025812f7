import type {
  ScheduleStock,
  StockBlockSeats,
  StockPreview,
} from "../../contract/admin/stock/stock.ts";
import type { Outcome } from "../../contract/problems.ts";
import { Watched } from "../cockpit/watched.ts";
import type { AskedStock, ReleasedStock } from "../schedule-calls.ts";
import { stockCommand } from "./asked-stock.ts";
import { StockOutbox } from "./stock-outbox.ts";
import { previewStock, viewBlockSeats, viewStock } from "./stock-view.ts";

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
