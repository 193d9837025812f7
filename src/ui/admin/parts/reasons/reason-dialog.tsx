import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { words } from "../../../state/language.ts";

type ReasonDialogProps = {
  title: string;
  text: string;
  yes: string;
  isDanger?: boolean;
  /** How many letters the reason has at least. */
  min?: number;
  /** Reasons that can be chosen instead of typed. */
  suggestions?: readonly string[];
  /** What else is to be chosen, after the text. */
  children?: ComponentChildren;
  onClose: () => void;
  /** Throws what the books refuse, which the dialog then shows. */
  onReason: (reason: string) => Promise<void>;
};

/** Asks why before an act that the log keeps with the reason. */
export function ReasonDialog({
  title,
  text,
  yes,
  isDanger,
  min = 3,
  suggestions = [],
  children,
  onClose,
  onReason,
}: ReasonDialogProps) {
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
        {children}
        <div class="field">
          <label for="reason">{words().peoplePages.reason}</label>
          <input
            class="input"
            id="reason"
            list="reasons"
            required
            minLength={min}
            maxLength={200}
            autocomplete="off"
            value={reason.value}
            onInput={(event) => (reason.value = event.currentTarget.value)}
          />
          <datalist id="reasons">
            {suggestions.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
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
            disabled={reason.value.trim().length < min}
          >
            {yes}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
