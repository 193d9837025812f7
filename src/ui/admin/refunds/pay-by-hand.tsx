import { useSignal } from "@preact/signals";
import type { TenderKind } from "../../../contract/money/order-channels.ts";
import { asApiError } from "../../api/problem.ts";
import { payRefundByHand } from "../../api/selling/refunds.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { may } from "../staff/employer.ts";

const kinds: readonly TenderKind[] = ["bank-transfer", "cash", "terminal", "voucher"];

type PayByHandProps = { orderId: string; refundId: string; onDone: () => void };

/** For a refund that staff owe: how they have paid it. */
export function PayByHand({ orderId, refundId, onDone }: PayByHandProps) {
  const w = words().admin;
  const hand = useSignal<TenderKind>("bank-transfer");
  const isBusy = useSignal(false);
  if (!may("refunds.make")) return null;
  const pay = async () => {
    isBusy.value = true;
    try {
      await payRefundByHand(orderId, refundId, hand.value);
      onDone();
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    isBusy.value = false;
  };
  return (
    <form
      class="between"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy.value) void pay();
      }}
    >
      <select
        class="input"
        aria-label={w.payHow}
        value={hand.value}
        onChange={(event) => {
          const kind = kinds.find((each) => each === event.currentTarget.value);
          if (kind) hand.value = kind;
        }}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {words().payWith.method[kind]}
          </option>
        ))}
      </select>
      <button class="btn btn--secondary btn--sm nowrap" type="submit" aria-busy={isBusy.value}>
        {w.paidByHand}
      </button>
    </form>
  );
}
