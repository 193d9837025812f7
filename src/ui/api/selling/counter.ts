import type {
  CounterFacts,
  CounterHold,
  CounterReceipt,
  SeatChoice,
  Tender,
} from "../../../contract/admin/counter.ts";
import type { ExchangePreview, FoundOrders } from "../../../contract/admin/counter-orders.ts";
import type { Shift, ShiftEntry } from "../../../contract/admin/counter-shifts.ts";
import type { Currency } from "../../../contract/money/money.ts";
import type { TenderKind } from "../../../contract/money/order-channels.ts";
import { withQuery } from "../admin.ts";
import type { Page } from "../concerts.ts";
import { ApiError } from "../problem.ts";
import { request } from "../request.ts";

const at = (scheduleId: string) => `/admin/schedules/${encodeURIComponent(scheduleId)}/counter`;
const of = (orderId: string) => `/admin/orders/${encodeURIComponent(orderId)}`;
const act = (path: string, body: unknown, key: string) =>
  request<CounterReceipt>(path, { method: "POST", body, key });

export type HoldWanted = (
  | { seats: number[]; accessible: boolean }
  | { best: { zoneId: string; count: number; together: boolean; accessible: boolean } }
) & { replaces?: string };

export type SaleWanted = {
  scheduleId: string;
  holdId: string;
  choices: SeatChoice[];
  tenders: Tender[];
  buyer?: { name?: string; phone?: string; mail?: string };
  cashReceipt?: { type: "income" | "expense"; number: string };
  giftReason?: string;
  expectedMinor: number;
};

export type CollectionWanted = {
  orderId: string;
  seats: number[];
  proofsSeen: number[];
  fullPrice: number[];
  tenders: Tender[];
  expectedMinor: number;
};
export type ExchangeWanted = {
  orderId: string;
  seats: number[];
  to: { scheduleId: string; holdId: string; choices?: SeatChoice[] };
  isWaived: boolean;
  tenders: Tender[];
  reason?: string;
  expectedMinor?: number;
};
export type RefundWanted = {
  orderId: string;
  seats: number[];
  tenders: Tender[];
  reason: string;
  expectedMinor: number;
};

export const getCounter = (scheduleId: string) => request<CounterFacts>(at(scheduleId));
export const placeCounterHold = (
  scheduleId: string,
  { replaces, ...choice }: HoldWanted,
  key: string,
) =>
  request<CounterHold>(`${at(scheduleId)}/holds`, {
    method: "POST",
    body: replaces === undefined ? { choice } : { choice, replaces },
    key,
  });
export const releaseCounterHold = (scheduleId: string, holdId: string) =>
  request<null>(`${at(scheduleId)}/holds/${holdId}`, { method: "DELETE" });
export const extendCounterHold = (scheduleId: string, holdId: string, key: string) =>
  request<CounterHold>(`${at(scheduleId)}/holds/${holdId}/extension`, {
    method: "POST",
    body: {},
    key,
  });
export const sellAtCounter = ({ scheduleId, ...sale }: SaleWanted, key: string) =>
  act(`${at(scheduleId)}/sales`, sale, key);

/** How an act ended whose answer was lost; null if it has not happened. */
export async function findCounterAct(key: string): Promise<CounterReceipt | null> {
  try {
    return await request<CounterReceipt>(withQuery("/admin/counter/acts", { key }));
  } catch (error) {
    if (error instanceof ApiError && error.code === "not-found") return null;
    throw error;
  }
}

export const findAtCounter = (scheduleId: string, search: string) =>
  request<FoundOrders>(withQuery(`${at(scheduleId)}/orders`, { search }));
export const getReceipt = (orderId: string) => request<CounterReceipt>(`${of(orderId)}/receipt`);
export const handOut = ({ orderId, ...wanted }: CollectionWanted, key: string) =>
  act(`${of(orderId)}/collection`, wanted, key);
export const undoHandOut = (orderId: string, seats: number[], reason: string, key: string) =>
  act(`${of(orderId)}/collection/undo`, { seats, reason }, key);
export const previewExchange = ({ orderId, ...wanted }: ExchangeWanted) =>
  request<ExchangePreview>(`${of(orderId)}/exchange/preview`, {
    method: "POST",
    body: wanted,
    isRepeatable: true,
  });
export const exchangeTickets = ({ orderId, ...wanted }: ExchangeWanted, key: string) =>
  act(`${of(orderId)}/exchange`, wanted, key);
export const refundAtCounter = ({ orderId, ...wanted }: RefundWanted, key: string) =>
  act(`${of(orderId)}/counter-refund`, wanted, key);

export const getMyShift = async () =>
  (await request<{ shift: Shift | null }>("/admin/counter/shift")).shift;
export type ShiftOpening = { counter: string; floatMinor: number; currency: Currency };
export const openShift = (opening: ShiftOpening, key: string) =>
  request<Shift>("/admin/counter/shift", { method: "POST", body: opening, key });
export type ShiftClosing = {
  shiftId: string;
  counted: { kind: TenderKind; amountMinor: number }[];
  explanation?: string;
};
export const closeShift = (closing: ShiftClosing, key: string) =>
  request<Shift>("/admin/counter/shift/close", { method: "POST", body: closing, key });
export const listShiftEntries = (id: string, cursor?: string) =>
  request<Page<ShiftEntry>>(withQuery(`/admin/counter/shifts/${id}/entries`, { cursor }));
