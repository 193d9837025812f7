import type { Order } from "../../contract/money/orders.ts";
import type { Page } from "../api/concerts.ts";
import { listOrders } from "../api/orders.ts";
import { Amount } from "../components/amount.tsx";
import { Icon, type IconName } from "../components/icon.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { More } from "../components/feedback/paged.tsx";
import { day } from "../i18n/format.ts";
import { language, local, words } from "../state/language.ts";
import type { Resource } from "../state/resource.ts";
import { zonesText } from "../orders/order-zones.ts";

/** All orders with their status, newest first. */
export function OrderHistory({ list }: { list: Resource<Page<Order>> }) {
  const w = words().tickets;
  const orders = list.data?.items ?? [];
  // What went wrong is said above, where the tickets would be.
  if (!list.data && list.error) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history" class="t-20">
        {w.history}
      </h2>
      {!list.data ? (
        <SkeletonLines />
      ) : orders.length === 0 ? (
        <p class="c-2 my__none">{w.noHistory}</p>
      ) : (
        <ul class="ord">
          {orders.map((order) => (
            <Line key={order.id} order={order} />
          ))}
        </ul>
      )}
      <More resource={list} load={listOrders} />
    </section>
  );
}

function Line({ order }: { order: Order }) {
  const { paidAt, venue, number } = order;
  const at = day({ time: paidAt, timeZone: venue.timeZone, lang: language.value });
  const { icon, text } = stateOf(order);
  return (
    <li>
      <b>
        <a href={`/orders/${order.id}`}>{local(order.concert.title)}</a>
      </b>
      <b class="right">
        <Amount of={order.total} />
      </b>
      <span class="t-14 c-3 num">
        {at} · {zonesText(order)}
        <br />
        {number}
      </span>
      <span class="ord__state">
        <Icon name={icon} size={16} />
        {text}
      </span>
    </li>
  );
}

function stateOf({ status, seats }: Order): { icon: IconName; text: string } {
  const w = words().tickets;
  if (status === "cancelled") return { icon: "ban", text: w.status.cancelled };
  const isPart = seats.some(({ isCancelled }) => isCancelled);
  return isPart ? { icon: "info", text: w.partCancelled } : { icon: "check", text: w.status.paid };
}
