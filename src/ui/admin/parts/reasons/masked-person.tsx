import { useSignal } from "@preact/signals";
import { words } from "../../../state/language.ts";
import { may } from "../../staff/employer.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

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
        <ReasonDialog
          title={w.lookTitle}
          text={w.lookText}
          yes={w.show}
          min={2}
          suggestions={[w.reasons.entry, w.reasons.question, w.reasons.refund, w.reasons.fraud]}
          onClose={() => (isAsking.value = false)}
          onReason={async (reason) => {
            seen.value = await onLook(reason);
            isAsking.value = false;
          }}
        />
      ) : null}
    </>
  );
}
