import { useSignal } from "@preact/signals";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { Dialog } from "../../components/dialog.tsx";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { may } from "../staff/employer.ts";

type MaskedProps<T> = {
  /** What is shown without a look. */
  masked: string;
  /** Asks the server, which logs the look with its reason. */
  onLook: (reason: string) => Promise<T>;
  /** What is shown after it. */
  shown: (seen: T) => string;
};

/** Personal data that stays masked until somebody says why they look. It is forgotten with the page. */
export function MaskedPerson<T extends object>({ masked, onLook, shown }: MaskedProps<T>) {
  const w = words().orderPages;
  const seen = useSignal<T | null>(null);
  const isAsking = useSignal(false);
  if (seen.value) return <span class="num">{shown(seen.value)}</span>;
  return (
    <>
      <span class="num">{masked}</span>{" "}
      {masked !== "" && may("people.read") ? (
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          onClick={() => (isAsking.value = true)}
        >
          {w.look}
        </button>
      ) : null}
      {isAsking.value ? (
        <LookDialog
          onClose={() => (isAsking.value = false)}
          onLook={async (reason) => {
            seen.value = await onLook(reason);
            isAsking.value = false;
          }}
        />
      ) : null}
    </>
  );
}

type LookProps = { onClose: () => void; onLook: (reason: string) => Promise<void> };

function LookDialog({ onClose, onLook }: LookProps) {
  const w = words().orderPages;
  const reason = useSignal("");
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const look = async () => {
    isBusy.value = true;
    try {
      await onLook(reason.value.trim());
    } catch (thrown) {
      refusal.value = asApiError(thrown);
      isBusy.value = false;
    }
  };
  return (
    <Dialog title={w.lookTitle} onClose={onClose}>
      <p class="c-2">{w.lookText}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy.value) void look();
        }}
      >
        <div class="field">
          <label for="look-reason">{w.reason}</label>
          <input
            class="input"
            id="look-reason"
            list="look-reasons"
            required
            minLength={2}
            maxLength={200}
            autocomplete="off"
            value={reason.value}
            onInput={(event) => (reason.value = event.currentTarget.value)}
          />
          <datalist id="look-reasons">
            {(["entry", "question", "refund", "fraud"] as const).map((each) => (
              <option key={each} value={w.reasons[each]} />
            ))}
          </datalist>
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
            disabled={reason.value.trim().length < 2}
          >
            {w.show}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
