import type { Agreement, AwaitedOrder, Order } from "../../contract/money/orders.ts";
import type { CashReceipt, PaymentMethod } from "../../contract/money/payments.ts";
import type { RefundAccount, RefundPreview, RefundTarget } from "../../contract/money/refunds.ts";
import type { Ticket } from "../../contract/money/tickets.ts";
import type { Page } from "./concerts.ts";
import type { PriceChoices } from "./payments.ts";
import { request } from "./request.ts";

const at = (orderId: string) => `/orders/${encodeURIComponent(orderId)}`;

export type OrderRequest = {
  scheduleId: string;
  holdId: string;
  method: PaymentMethod;
} & PriceChoices & {
    walletMinor?: number;
    expectedMinor?: number;
    mailTo?: string;
    cashReceipt?: CashReceipt;
    agreement: Agreement;
  };

export const placeOrder = (wanted: OrderRequest, key: string) =>
  request<Order | AwaitedOrder>("/orders", { method: "POST", body: wanted, key });
export const listOrders = (cursor?: string) =>
  request<Page<Order>>(
    `/orders${cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`}`,
  );
export const getOrder = (id: string) => request<Order>(at(id));
export const getTickets = async (id: string) =>
  (await request<{ items: Ticket[] }>(`${at(id)}/tickets`)).items;

export const previewRefund = (id: string, seats: readonly number[]) =>
  request<RefundPreview>(`${at(id)}/refund?seats=${seats.join(",")}`);

export type Cancellation = {
  seats: number[];
  to: RefundTarget;
  account?: RefundAccount;
  expectedMinor: number;
};

export const cancelTickets = (id: string, cancellation: Cancellation, key: string) =>
  request<Order>(`${at(id)}/cancellation`, { method: "POST", body: cancellation, key });
/** The address of a statement; the browser sends the session along. */
export const statementUrl = (
  id: string,
  {
    kind,
    format,
    language,
  }: { kind: "order" | "refund"; format: "html" | "pdf"; language: string },
) => `/api/v1${at(id)}/statement?kind=${kind}&format=${format}&language=${language}`;
