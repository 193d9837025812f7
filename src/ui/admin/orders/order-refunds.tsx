import type { AdminOrder } from "../../../contract/admin/orders.ts";
import { Amount } from "../../components/amount.tsx";
import { words } from "../../state/language.ts";
import { Moment } from "../parts/moment.tsx";
import { PayByHand } from "../refunds/pay-by-hand.tsx";

/** The refunds of an order, with those that staff still have to pay. */
export function OrderRefunds({ order, onPaid }: { order: AdminOrder; onPaid: () => void }) {
  const { refunds } = order;
  const w = words().adminOrders;
  const { refundTo, refundStatus } = words().adminPayments;
  if (refunds.length === 0) return null;
  return (
    <section class="adm__card" aria-labelledby="refunds">
      <h2 id="refunds">{w.refunds}</h2>
      <ol class="adm__timeline">
        {refunds.map(({ id, createdAt, amount, to, status }) => (
          <li key={id}>
            <Moment time={createdAt} />
            <p class="t-14">
              <b>
                <Amount of={amount} />
              </b>{" "}
              {refundTo[to]} · {refundStatus[status]}
            </p>
            {to === "hand" && status === "due" ? (
              <PayByHand orderId={order.id} refundId={id} onDone={onPaid} />
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
