import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import type { AdminOrder } from "../../../contract/admin/orders.ts";
import { asApiError } from "../../api/problem.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { loadWords, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { may } from "../staff/employer.ts";

type Loaded = FunctionComponent<{ order: AdminOrder; onClose: () => void; onDone: () => void }>;

/** Opens the dialog for refunding an order; the dialog loads with the first press. */
export function RefundButton({ order, onDone }: { order: AdminOrder; onDone: () => void }) {
  const loaded = useSignal<{ Dialog: Loaded } | null>(null);
  const isOpen = useSignal(false);
  const isBusy = useSignal(false);
  if (!may("refunds.make")) return null;
  const open = async () => {
    isBusy.value = true;
    try {
      const load = import("./refund-dialog.tsx").then((it) => ({ Dialog: it.RefundDialog }));
      [loaded.value] = await Promise.all([load, loadWords("selling")]);
      isOpen.value = true;
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    isBusy.value = false;
  };
  return (
    <>
      <button
        class="btn btn--danger btn--sm"
        type="button"
        aria-busy={isBusy.value}
        onClick={() => void open()}
      >
        {words().admin.refund}
      </button>
      {isOpen.value && loaded.value ? (
        <loaded.value.Dialog
          order={order}
          onClose={() => (isOpen.value = false)}
          onDone={() => {
            isOpen.value = false;
            onDone();
          }}
        />
      ) : null}
    </>
  );
}
