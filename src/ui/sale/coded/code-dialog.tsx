import { useSignal } from "@preact/signals";
import type { ApiError } from "../../api/problem.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Icon } from "../../components/icon.tsx";
import { problemText } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import type { CodedSeats } from "./coded-seats.ts";

export type CodeDialogProps = {
  coded: CodedSeats;
  /** Whether a code opens seats now. */
  onDone: (isOpened: boolean) => void;
  onClose: () => void;
};

/** Takes a code and opens its seats on the map. */
export function CodeDialog({ coded, onDone, onClose }: CodeDialogProps) {
  const w = words().coded;
  const code = useSignal(coded.opened.peek()?.code ?? "");
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | null>(null);
  const open = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = null;
    const asked = await coded.enter(code.value.trim());
    isBusy.value = false;
    if ("refusal" in asked) {
      refusal.value = asked.refusal;
      return;
    }
    const { seats, total } = asked.found;
    onDone(seats.length > 0);
    showToast({ text: seats.length > 0 ? w.opened(seats.length) : w.allGone(total) });
    onClose();
  };
  return (
    <Dialog title={w.title} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void open(event)}>
        <label class="label" for="seat-code">
          {w.label}
        </label>
        <input
          class="input"
          id="seat-code"
          required
          minLength={4}
          maxLength={64}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="seat-code-help"
          value={code.value}
          onInput={({ currentTarget }) => {
            code.value = currentTarget.value;
          }}
        />
        <p class="help" id="seat-code-help">
          {w.help}
        </p>
        {refusal.value ? (
          <div class="note note--danger" role="alert">
            <Icon name="alert" />
            <p>
              {refusal.value.code === "code-not-valid" ? w.opensNone : problemText(refusal.value)}
            </p>
          </div>
        ) : null}
        <button class="btn btn--primary btn--block" type="submit" aria-busy={isBusy.value}>
          {w.open}
        </button>
        {coded.opened.value ? (
          <button
            class="btn btn--quiet btn--block"
            type="button"
            onClick={() => {
              coded.forget();
              onDone(false);
              onClose();
            }}
          >
            {w.forget}
          </button>
        ) : null}
      </form>
    </Dialog>
  );
}
