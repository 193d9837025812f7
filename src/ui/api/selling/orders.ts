import type { AdminOrder, OrderSearch } from "../../../contract/admin/orders.ts";
import type {
  BuyerMessage,
  MessageAudience,
  Recipients,
  SendMessage,
  TestMessage,
} from "../../../contract/admin/orders/buyer-messages.ts";
import type { OrderStory, SeenPerson } from "../../../contract/admin/orders/order-story.ts";
import { withQuery } from "../admin.ts";
import type { Page } from "../concerts.ts";
import { request } from "../request.ts";
import { makeOnce } from "../setup/make-once.ts";

export const searchOrders = (filter: Record<string, string>, cursor?: string) =>
  request<OrderSearch>(withQuery("/admin/orders", { ...filter, cursor, limit: "30" }));
const at = (id: string) => `/admin/orders/${id}`;
export const getOrderStory = (id: string) => request<OrderStory>(`${at(id)}/story`);
// After a lost answer a second attempt would mail the tickets once more.
const once = { method: "POST", attemptsMax: 1 } as const;
export const noteOrder = (id: string, note: string) =>
  makeOnce<OrderStory>(`${at(id)}/notes`, { note });
export const resendOrder = (id: string, mail?: string) =>
  request<OrderStory>(`${at(id)}/resend`, { ...once, body: mail === undefined ? {} : { mail } });
export const nameVisitor = (id: string, body: { seat: number; visitor: string | null }) =>
  request<AdminOrder>(`${at(id)}/visitor`, { method: "PUT", body });
export const lookAtBuyer = (id: string, reason: string) =>
  request<SeenPerson>(`${at(id)}/look`, { ...once, body: { reason } });

const messages = (concertId: string) => `/admin/concerts/${concertId}/messages`;
export const listMessages = (concertId: string, cursor?: string) =>
  request<Page<BuyerMessage>>(withQuery(messages(concertId), { cursor }));
export const countRecipients = (concertId: string, to: MessageAudience) =>
  request<Recipients>(withQuery(`${messages(concertId)}/recipients`, { ...to }));
/** The id makes a repeated attempt the same message. */
export const sendMessage = (concertId: string, body: SendMessage) =>
  request<Page<BuyerMessage>>(messages(concertId), { method: "POST", body });
export const testMessage = (concertId: string, body: TestMessage) =>
  request<undefined>(`${messages(concertId)}/test`, { ...once, body });
