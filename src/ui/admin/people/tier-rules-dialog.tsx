import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { getTierRules, saveTierRules } from "../../api/selling/people.ts";
import { Dialog } from "../../components/dialog.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";

type Rule = { tier: string; spent: string };
const rulesMax = 10;

/** From which sum on an account gets a tier by itself. */
export function TierRulesDialog({ onClose }: { onClose: () => void }) {
  const w = words().peoplePages;
  const rules = useSignal<Rule[] | null>(null);
  const refusal = useSignal<ApiError | undefined>(undefined);
  useEffect(() => {
    getTierRules().then(
      ({ rules: known }) =>
        (rules.value = known.map(({ tier, spentMinor }) => ({ tier, spent: String(spentMinor) }))),
      (thrown: unknown) => (refusal.value = asApiError(thrown)),
    );
  }, []);
  const known = rules.value;
  const set = (index: number, change: Partial<Rule>) => {
    const now = rules.value ?? [];
    const before = now[index];
    if (before) rules.value = now.with(index, { ...before, ...change });
  };
  const save = async () => {
    refusal.value = undefined;
    try {
      const wanted = (rules.value ?? []).map(({ tier, spent }) => {
        return { tier: tier.trim(), spentMinor: Number(spent) };
      });
      await saveTierRules({ rules: wanted });
      showToast({ text: w.saved });
      onClose();
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
  };
  return (
    <Dialog title={w.rules} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p class="c-2">{w.rulesText}</p>
        {known === null && !refusal.value ? <SkeletonLines lines={3} /> : null}
        {known?.map(({ tier, spent }, index) => (
          <div key={index} class="row">
            <input
              class="input grow"
              required
              pattern="[a-z0-9\-]{1,20}"
              placeholder="gold"
              aria-label={w.ruleTier(index + 1)}
              value={tier}
              onInput={(event) => set(index, { tier: event.currentTarget.value })}
            />
            <input
              class="input grow num"
              required
              inputMode="numeric"
              pattern="\d{1,10}"
              aria-label={w.ruleSpent(index + 1)}
              value={spent}
              onInput={(event) => set(index, { spent: event.currentTarget.value })}
            />
            <button
              class="icon-btn"
              type="button"
              aria-label={w.removeRule(index + 1)}
              onClick={() => (rules.value = known.filter((_, place) => place !== index))}
            >
              <Icon name="close" size={20} />
            </button>
          </div>
        ))}
        {known ? (
          <button
            class="btn btn--quiet btn--sm"
            type="button"
            disabled={known.length >= rulesMax}
            onClick={() => (rules.value = [...known, { tier: "", spent: "" }])}
          >
            <Icon name="plus" size={16} />
            {w.addRule}
          </button>
        ) : null}
        <ProblemNote error={refusal.value} />
        <div class="adm__answers">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button class="btn btn--primary" type="submit" disabled={known === null}>
            {w.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
