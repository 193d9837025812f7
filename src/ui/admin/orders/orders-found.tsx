import type { OrderSummary } from "../../../contract/admin/orders.ts";
import { findAdminOrders } from "../../api/admin.ts";
import { Amount } from "../../components/amount.tsx";
import { language, local, words } from "../../state/language.ts";
import { Moment } from "../parts/moment.tsx";
import { More } from "../parts/more-button.tsx";
import { useList } from "../parts/paged-list.ts";
import { Table } from "../parts/table.tsx";
import { methodText } from "../payments/method-text.ts";
import { seatsOf } from "./order-seats.ts";

/** The found orders, including those paid only from a wallet, which have no gateway payment. */
export function OrdersFound({ search }: { search: string }) {
  const w = words().adminOrders;
  const p = words().adminPayments;
  const orders = useList(`admin orders ${search}`, (cursor) => findAdminOrders({ search }, cursor));
  if (!orders.data || orders.data.items.length === 0) return null;
  return (
    <section class="adm__card" aria-labelledby="orders-found">
      <h2 id="orders-found">{w.found}</h2>
      <Table name={w.found} head={[p.order, w.concert, `>${w.total}`, `>${w.paidAt}`]} isStacked>
        {orders.data.items.map((order) => (
          <Line key={order.id} order={order} />
        ))}
      </Table>
      <More list={orders} />
    </section>
  );
}

function Line({ order }: { order: OrderSummary }) {
  const w = words().adminOrders;
  const { id, number, method, buyer, concert, total, refunded, paidAt } = order;
  return (
    <tr>
      <td class="adm__what">
        <a class="semi" href={`/admin/orders/${id}`}>
          {number}
        </a>
        <span class="adm__sub">
          {[methodText(method), buyer?.name].filter(Boolean).join(" · ")}
        </span>
      </td>
      <td class="adm__what">
        {local(concert.title)}
        <span class="adm__sub">{seatsOf(order, language.value)}</span>
      </td>
      <td class="right nowrap">
        <Amount of={total} />
        {refunded.amount === 0 ? null : (
          <span class="adm__sub adm__sub--right">
            {w.refunded} <Amount of={refunded} />
          </span>
        )}
      </td>
      <td class="right">
        <Moment time={paidAt} />
      </td>
    </tr>
  );
}
