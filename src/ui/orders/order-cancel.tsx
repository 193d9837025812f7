import "../styles/my-pages.ts";
import { useSignal } from "@preact/signals";
import type { Order } from "../../contract/money/orders.ts";
import { Dialog } from "../components/dialog.tsx";
import { focusHeading } from "../components/heading-focus.ts";
import { RefundChoice } from "./refunds/refund-choice.tsx";
import { words } from "../state/language.ts";

/** Cancels tickets after showing exactly the refund, the charges with reasons, and the target. */
export function CancelOrder({ order, onDone }: { order: Order; onDone: (order: Order) => void }) {
  const w = words().cancel;
  const isAsking = useSignal(false);
  const close = () => {
    isAsking.value = false;
  };
  // If nothing more can be canceled, the focused button is gone, and the outcome is at the top of a shorter page.
  const finish = (cancelled: Order) => {
    onDone(cancelled);
    if (cancelled.canCancel) return;
    requestAnimationFrame(() => {
      scrollTo({ top: 0, behavior: "instant" });
      focusHeading();
    });
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
          <RefundChoice order={order} onDone={finish} onClose={close} />
        </Dialog>
      ) : null}
    </p>
  );
}
