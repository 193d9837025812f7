import "../payment/payment.css";
import { useSignal } from "@preact/signals";
import type { Order } from "../../contract/orders.ts";
import { Dialog } from "../components/dialog.tsx";
import { RefundChoice } from "../payment/refund-choice.tsx";
import { words } from "../state/language.ts";

/** Gives tickets back, after saying exactly what is returned, what is kept and why, and where it goes. */
export function CancelOrder({ order, onDone }: { order: Order; onDone: (order: Order) => void }) {
  const w = words().cancel;
  const isAsking = useSignal(false);
  const close = () => {
    isAsking.value = false;
  };
  return (
    <p>
      <button
        class="btn btn--danger"
        type="button"
        onClick={() => {
          isAsking.value = true;
        }}
      >
        {w.open}
      </button>
      {isAsking.value ? (
        <Dialog title={w.title} onClose={close}>
          <RefundChoice order={order} onDone={onDone} onClose={close} />
        </Dialog>
      ) : null}
    </p>
  );
}
