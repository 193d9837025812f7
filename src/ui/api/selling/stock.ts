import type { z } from "@hono/zod-openapi";
import type {
  ChangeStock,
  CreateStock,
  ScheduleStock,
  StockBlockSeats,
  StockPreview,
} from "../../../contract/admin/stock/stock.ts";
import { request } from "../request.ts";

/** As sent: what has a usual value may be left out. */
export type NewBlock = z.input<typeof CreateStock>;
export type BlockChange = z.input<typeof ChangeStock>;

const path = (scheduleId: string, more = "") =>
  `/admin/schedules/${encodeURIComponent(scheduleId)}/stock${more}`;

/** The blocks of one date. */
export function stockApi(scheduleId: string) {
  return {
    list: () => request<ScheduleStock>(path(scheduleId)),
    read: (blockId: string) => request<StockBlockSeats>(path(scheduleId, `/${blockId}`)),
    preview: (seats: readonly number[]) =>
      request<StockPreview>(path(scheduleId, "/preview"), {
        method: "POST",
        body: { seats },
        isRepeatable: true,
      }),
    create: (body: NewBlock, key: string) =>
      request<StockBlockSeats>(path(scheduleId), { method: "POST", body, key }),
    change: (blockId: string, body: BlockChange) =>
      request<StockBlockSeats>(path(scheduleId, `/${blockId}`), { method: "PATCH", body }),
    release: (blockId: string) =>
      request<null>(path(scheduleId, `/${blockId}/release`), {
        method: "POST",
        body: {},
        isRepeatable: true,
      }),
  };
}

export type StockApi = ReturnType<typeof stockApi>;
