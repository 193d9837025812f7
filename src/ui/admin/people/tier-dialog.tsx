import { useSignal } from "@preact/signals";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { Dialog } from "../../components/dialog.tsx";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { ConflictNote } from "../venues/conflict-note.tsx";

type TierDialogProps = {
  tier: string | null;
  onClose: () => void;
  onReload: () => Promise<void>;
  onSave: (tier: string | null) => Promise<void>;
};

/** A tier by hand, or none, so that it follows what was spent. */
export function TierDialog({ tier, onClose, onReload, onSave }: TierDialogProps) {
  const w = words().peoplePages;
  const typed = useSignal(tier ?? "");
  const refusal = useSignal<ApiError | undefined>(undefined);
  const save = async () => {
    const wanted = typed.value.trim();
    try {
      await onSave(wanted === "" ? null : wanted);
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
  };
  return (
    <Dialog title={w.setTier} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="field">
          <label for="person-tier">{w.tier}</label>
          <input
            class="input"
            id="person-tier"
            pattern="[a-z0-9\-]{1,20}"
            aria-describedby="person-tier-help"
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
          <p class="help" id="person-tier-help">
            {w.setTierText}
          </p>
        </div>
        {refusal.value?.code === "changed-meanwhile" ? (
          <ConflictNote
            error={refusal.value}
            onRead={() => {
              refusal.value = undefined;
              void onReload();
            }}
          />
        ) : (
          <ProblemNote error={refusal.value} />
        )}
        <div class="adm__answers">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button class="btn btn--primary" type="submit">
            {w.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
