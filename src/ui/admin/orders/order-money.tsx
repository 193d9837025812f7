import type { AdminOrder } from "../../../contract/admin/orders.ts";
import type { OrderStory } from "../../../contract/admin/orders/order-story.ts";
import { Amount } from "../../components/amount.tsx";
import { Icon } from "../../components/icon.tsx";
import { local, words } from "../../state/language.ts";
import { Moment } from "../parts/moment.tsx";
import { Table } from "../parts/table.tsx";

/** An order's money, movement by movement, and whether the ledger says the same as the order. */
export function OrderMoney({ order, story }: { order: AdminOrder; story: OrderStory }) {
  const w = words().orderPages;
  const kinds: Record<string, string> = w.kinds;
  const accounts: Record<string, string> = w.accounts;
  return (
    <section class="adm__card" aria-labelledby="money">
      <div class="between">
        <h2 id="money">{w.money}</h2>
        <span class={story.isEven ? "order__even t-14" : "order__even t-14 c-danger"}>
          <Icon name={story.isEven ? "check" : "alert"} size={16} />{" "}
          {story.isEven ? w.even : w.uneven}
        </span>
      </div>
      <Table name={w.money} head={[w.when, w.what, `>${w.amount}`]} isStacked>
        {order.discounts.map(({ kind, id, name, amount }) => (
          <tr key={`${kind} ${id}`}>
            <td>
              <Moment time={order.paidAt} />
            </td>
            <td class="adm__what">{local(name)}</td>
            <td class="right nowrap">
              <Amount of={{ ...amount, amount: -amount.amount }} />
            </td>
          </tr>
        ))}
        {story.ledger.map(({ at, kind, from, to, amount }, index) => (
          <tr key={index}>
            <td>
              <Moment time={at} />
            </td>
            <td class="adm__what">
              {kinds[kind] ?? kind}
              <span class="adm__sub">{w.movement(accounts[from] ?? from, accounts[to] ?? to)}</span>
            </td>
            <td class="right nowrap">
              <Amount of={amount} />
            </td>
          </tr>
        ))}
      </Table>
      <dl class="dl adm__facts">
        <dt>{w.paidNow}</dt>
        <dd class="right">
          <b>
            <Amount of={story.paid} />
          </b>
        </dd>
        <dt>{w.backNow}</dt>
        <dd class="right">
          <b>
            <Amount of={story.refunded} />
          </b>
        </dd>
      </dl>
    </section>
  );
}
