import { useSignal } from "@preact/signals";
import { publishConcertDraft } from "../../../api/concert-drafts.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { words } from "../../../state/language.ts";
import { navigate } from "../../../state/router.ts";
import { showToast } from "../../../state/toast.ts";
import { AskDialog } from "../../parts/confirm-dialog.tsx";
import type { StepProps } from "../editing/setting.ts";
import { countOf } from "./steps.ts";

/** Publishes what is saved, once nothing blocks it. */
export function PublishButton({ editing, setting }: StepProps) {
  const w = words().concertDraft.publish;
  const isAsking = useSignal(false);
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const blocks = countOf("blocks", setting.findings);
  const isReady = setting.isChecked && blocks === 0;
  const isLater = editing.document.value.publishAt !== null;
  const publish = async () => {
    isAsking.value = false;
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      await editing.save();
      if (editing.isUnsaved()) {
        isBusy.value = false;
        return;
      }
      const { concertId } = await publishConcertDraft(editing.id, editing.revision());
      showToast({ text: isLater ? w.scheduled : w.done });
      navigate(`/admin/concerts/${concertId}`);
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <div class="stack-2">
      <ProblemNote error={refusal.value} />
      <button
        class="btn btn--primary btn--block"
        type="button"
        aria-disabled={isReady ? undefined : true}
        aria-busy={isBusy.value}
        aria-describedby="publish-state"
        onClick={() => {
          if (isReady) isAsking.value = true;
        }}
      >
        {isLater ? w.publishLater : w.publish}
      </button>
      <p class="help draft__center" id="publish-state">
        {blocks > 0 ? w.blocked(blocks) : isReady ? w.ready : w.checking}
      </p>
      {isAsking.value ? (
        <AskDialog
          title={isLater ? w.publishLater : w.publish}
          text={w.sure}
          yes={isLater ? w.publishLater : w.publish}
          onClose={() => (isAsking.value = false)}
          onYes={() => void publish()}
        />
      ) : null}
    </div>
  );
}
