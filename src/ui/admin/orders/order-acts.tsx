import { useSignal } from "@preact/signals";
import type { AdminOrder } from "../../../contract/admin/orders.ts";
import type { OrderStory } from "../../../contract/admin/orders/order-story.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { noteOrder, resendOrder } from "../../api/selling/orders.ts";
import { Dialog } from "../../components/dialog.tsx";
import { ProblemNote, problemText } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { may } from "../staff/employer.ts";

type ActsProps = { order: AdminOrder; onStory: (story: OrderStory) => void };

/** What staff can do with an order besides refunding it. */
export function OrderActs({ order, onStory }: ActsProps) {
  const w = words().orderPages;
  const isBusy = useSignal(false);
  const isNoting = useSignal(false);
  const resend = async () => {
    if (isBusy.value) return;
    isBusy.value = true;
    try {
      onStory(await resendOrder(order.id));
      showToast({ text: w.resent });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    isBusy.value = false;
  };
  return (
    <>
      {may("orders.edit") ? (
        <>
          {order.status === "paid" ? (
            <button
              class="btn btn--secondary btn--sm"
              type="button"
              aria-busy={isBusy.value}
              onClick={() => void resend()}
            >
              {w.resend}
            </button>
          ) : null}
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            onClick={() => (isNoting.value = true)}
          >
            {w.noteAdd}
          </button>
        </>
      ) : null}
      {may("messages.send") && order.status === "paid" ? (
        <a
          class="btn btn--secondary btn--sm"
          href={`/admin/concerts/${order.concert.id}/messages?order=${order.id}&number=${order.number}`}
        >
          {w.messageBuyer}
        </a>
      ) : null}
      {isNoting.value ? (
        <NoteDialog
          orderId={order.id}
          onClose={() => (isNoting.value = false)}
          onStory={(story) => {
            isNoting.value = false;
            onStory(story);
            showToast({ text: w.noted });
          }}
        />
      ) : null}
    </>
  );
}

type NoteProps = { orderId: string; onClose: () => void; onStory: (story: OrderStory) => void };

function NoteDialog({ orderId, onClose, onStory }: NoteProps) {
  const w = words().orderPages;
  const note = useSignal("");
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const save = async () => {
    isBusy.value = true;
    try {
      onStory(await noteOrder(orderId, note.value.trim()));
    } catch (thrown) {
      refusal.value = asApiError(thrown);
      isBusy.value = false;
    }
  };
  return (
    <Dialog title={w.noteAdd} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy.value) void save();
        }}
      >
        <div class="field">
          <label for="order-note">{w.note}</label>
          <textarea
            class="input"
            id="order-note"
            rows={3}
            required
            maxLength={1_000}
            value={note.value}
            onInput={(event) => (note.value = event.currentTarget.value)}
          />
        </div>
        <ProblemNote error={refusal.value} />
        <div class="adm__answers">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button
            class="btn btn--primary"
            type="submit"
            aria-busy={isBusy.value}
            disabled={note.value.trim() === ""}
          >
            {w.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
