import { useSignal } from "@preact/signals";
import { Dialog } from "../../../components/dialog.tsx";
import { words } from "../../../state/language.ts";

type CancelDialogProps = { onClose: () => void; onYes: (reason: string) => void };

/** Takes a guest's tickets back, for a reason that the log keeps. */
export function CancelDialog({ onClose, onYes }: CancelDialogProps) {
  const w = words().adminInvitations;
  const reason = useSignal("");
  return (
    <Dialog title={w.cancelTitle} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onYes(reason.value.trim());
        }}
      >
        <p class="c-2">{w.cancelText}</p>
        <div class="field">
          <label for="cancel-reason">{w.cancelReason}</label>
          <input
            class="input"
            id="cancel-reason"
            required
            maxLength={200}
            value={reason.value}
            onInput={(event) => (reason.value = event.currentTarget.value)}
          />
        </div>
        <div class="adm__answers">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button class="btn btn--danger-solid" type="submit" disabled={reason.value.trim() === ""}>
            {w.cancelTitle}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
