import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { FoundOrder } from "../../../../contract/admin/counter-orders.ts";
import { undoHandOut } from "../../../api/selling/counter.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { words } from "../../../state/language.ts";
import { TextField } from "../../parts/text-field.tsx";

type UndoDialogProps = { order: FoundOrder; onDone: () => Promise<void>; onClose: () => void };

/** Tickets that were not given, or came back, can be handed out once more. */
export function UndoDialog({ order, onDone, onClose }: UndoDialogProps) {
  const w = words().counter.undo;
  const reason = useSignal("");
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | null>(null);
  const key = useRef(crypto.randomUUID());
  const gone = order.seats.filter(({ handedOutAt }) => handedOutAt !== null);
  const undo = async () => {
    if (reason.value.trim() === "" || isBusy.value) return;
    isBusy.value = true;
    error.value = null;
    try {
      const seats = gone.map(({ seat }) => seat);
      await undoHandOut(order.id, seats, reason.value.trim(), key.current);
      await onDone();
      onClose();
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <Dialog title={w.title} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void undo();
        }}
      >
        <p class="c-2">{w.text(gone.length)}</p>
        <TextField
          id="undo-reason"
          label={w.reason}
          maxLength={200}
          value={reason.value}
          onChange={(text) => (reason.value = text)}
        />
        <ProblemNote error={error.value ?? undefined} />
        <button
          class="btn btn--primary btn--block"
          type="submit"
          aria-busy={isBusy.value}
          aria-disabled={reason.value.trim() === ""}
        >
          {w.yes}
        </button>
      </form>
    </Dialog>
  );
}
