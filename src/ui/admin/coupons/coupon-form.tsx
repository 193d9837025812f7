import { useSignal } from "@preact/signals";
import { addCoupon } from "../../api/admin.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { couponOf } from "./coupon-input.ts";
import { FormField } from "../parts/form-field.tsx";

export function CouponForm({ onAdded }: { onAdded: () => void }) {
  const w = words().adminCoupons;
  const kind = useSignal<"amount" | "percent">("amount");
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const add = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = new FormData(form);
    const coupon = couponOf((name) => {
      const value = values.get(name);
      return typeof value === "string" ? value : "";
    });
    if (coupon === null || isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      await addCoupon(coupon);
      showToast({ text: w.added });
      form.reset();
      kind.value = "amount";
      onAdded();
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <form class="stack" onSubmit={(event) => void add(event)}>
      <div class="adm__fields">
        <FormField
          name="code"
          label={w.code}
          pattern="[A-Za-z0-9\-]{4,40}"

          help={w.codeHelp}
        />
        <FormField name="nameKo" label={w.nameKo} />
        <FormField name="nameEn" label={w.nameEn} />
        <div class="field">
          <label for="coupon-kind">{w.kind}</label>
          <select
            class="input"
            id="coupon-kind"
            name="kind"
            value={kind.value}
            onChange={(event) =>
              (kind.value = event.currentTarget.value === "percent" ? "percent" : "amount")
            }
          >
            <option value="amount">{w.amount}</option>
            <option value="percent">{w.percent}</option>
          </select>
        </div>
        {kind.value === "percent" ? (
          <>
            <FormField
              key="percent"
              name="value"
              label={w.percent}
              type="number"
              min="0.5"
              max="100"
              step="0.5"
            />
            <FormField name="max" label={w.max} type="number" min="1" optional={w.optional} />
          </>
        ) : (
          <FormField key="amount" name="value" label={w.amount} type="number" min="1" />
        )}
        <FormField name="minimum" label={w.minimum} type="number" min="0" optional={w.optional} />
        <FormField name="usesMax" label={w.usesMax} type="number" min="1" optional={w.optional} />
        <FormField
          name="perAccount"
          label={w.perAccount}
          type="number"
          min="1"
          value="1"
          optional={w.optional}
        />
        <FormField name="tier" label={w.tier} pattern="[a-z0-9\-]{1,20}" optional={w.optional} />
        <FormField name="opensAt" label={w.opensAt} type="datetime-local" optional={w.optional} />
        <FormField name="closesAt" label={w.closesAt} type="datetime-local" optional={w.optional} />
      </div>
      <ProblemNote error={refusal.value} conflict={w.isTaken} />
      <button class="btn btn--primary adm__submit" type="submit" aria-busy={isBusy.value}>
        {w.add}
      </button>
    </form>
  );
}
