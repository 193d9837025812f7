import { useSignal } from "@preact/signals";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { Dialog } from "../../components/dialog.tsx";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";

type ReasonDialogProps = {
  title: string;
  text: string;
  yes: string;
  isDanger?: boolean;
  onClose: () => void;
  /** Throws what the books refuse, which the dialog then shows. */
  onReason: (reason: string) => Promise<void>;
};

/** Asks why before an act that the log keeps with the reason. */
export function ReasonDialog({ title, text, yes, isDanger, onClose, onReason }: ReasonDialogProps) {
  const reason = useSignal("");
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const send = async () => {
    if (isBusy.value) return;
    isBusy.value = true;
    try {
      await onReason(reason.value.trim());
    } catch (thrown) {
      refusal.value = asApiError(thrown);
      isBusy.value = false;
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p class="c-2">{text}</p>
        <div class="field">
          <label for="person-reason">{words().peoplePages.reason}</label>
          <textarea
            class="input"
            id="person-reason"
            rows={2}
            required
            minLength={3}
            maxLength={500}
            value={reason.value}
            onInput={(event) => (reason.value = event.currentTarget.value)}
          />
        </div>
        <ProblemNote error={refusal.value} />
        <div class="adm__answers">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button
            class={isDanger ? "btn btn--danger-solid" : "btn btn--primary"}
            type="submit"
            aria-busy={isBusy.value}
            disabled={reason.value.trim().length < 3}
          >
            {yes}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
