import type { Order } from "../../contract/orders.ts";
import type { Ticket } from "../../contract/tickets.ts";
import type { Page } from "./concerts.ts";
import { request } from "./request.ts";

export const payFromWallet = (scheduleId: string, holdId: string, key: string) =>
  request<Order>("/orders", {
    method: "POST",
    body: { scheduleId, holdId, method: "wallet" },
    key,
  });
export const listOrders = (cursor?: string) =>
  request<Page<Order>>(
    `/orders${cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`}`,
  );
export const getOrder = (id: string) => request<Order>(`/orders/${encodeURIComponent(id)}`);
export const getTickets = async (id: string) =>
  (await request<{ items: Ticket[] }>(`/orders/${encodeURIComponent(id)}/tickets`)).items;
export const cancelOrder = (id: string, key: string) =>
  request<Order>(`/orders/${encodeURIComponent(id)}/cancellation`, {
    method: "POST",
    body: {},
    key,
  });
