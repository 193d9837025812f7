import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Order } from "../../contract/orders.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { cancelOrder } from "../api/orders.ts";
import { Amount } from "../components/amount.tsx";
import { Dialog } from "../components/dialog.tsx";
import { ProblemNote } from "../components/trouble.tsx";
import { money } from "../i18n/format.ts";
import { readSeatKey, seatsText } from "../i18n/seat-names.ts";
import { language, words } from "../state/language.ts";
import { showToast } from "../state/toast.ts";

/** Gives the whole order back, after saying exactly what is returned and where. */
export function CancelOrder({ order, onDone }: { order: Order; onDone: (order: Order) => void }) {
  const w = words().cancel;
  const isAsking = useSignal(false);
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
        <Question
          order={order}
          onDone={onDone}
          onClose={() => {
            isAsking.value = false;
          }}
        />
      ) : null}
    </p>
  );
}

function Question({ order, onDone, onClose }: QuestionProps) {
  const w = words().cancel;
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  // One key for as long as the dialog is open: pressing twice, or again after a lost answer, cancels once.
  const key = useRef(crypto.randomUUID());
  const cancel = async () => {
    if (isBusy.value) return;
    isBusy.value = true;
    error.value = undefined;
    try {
      const cancelled = await cancelOrder(order.id, key.current);
      showToast({ text: w.done(money(cancelled.refunded, language.value)) });
      onClose();
      onDone(cancelled);
    } catch (thrown) {
      error.value = asApiError(thrown);
      isBusy.value = false;
    }
  };
  return (
    <Dialog title={w.title} onClose={onClose}>
      <p class="c-2">
        {seatsText(
          order.seats.map(({ key }) => readSeatKey(key)),
          language.value,
        )}
      </p>
      <dl class="sum">
        <div class="sum__total">
          <dt>{w.refund}</dt>
          <dd>
            <Amount of={order.total} />
          </dd>
        </div>
      </dl>
      <p class="t-14 c-2">{w.text}</p>
      <ProblemNote error={error.value} />
      <div class="dialog__actions">
        <button class="btn btn--secondary" type="button" onClick={onClose}>
          {w.keep}
        </button>
        <button
          class="btn btn--danger-solid"
          type="button"
          aria-busy={isBusy.value}
          onClick={() => void cancel()}
        >
          {w.confirm}
        </button>
      </div>
    </Dialog>
  );
}

type QuestionProps = { order: Order; onDone: (order: Order) => void; onClose: () => void };
