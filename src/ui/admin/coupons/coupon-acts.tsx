import { useSignal } from "@preact/signals";
import type { Coupon, CouponChange } from "../../../contract/money/discounts.ts";
import { changeCoupon } from "../../api/concert-changes.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { Dialog } from "../../components/dialog.tsx";
import { problemText, ProblemNote } from "../../components/feedback/trouble.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { ObjectHistory } from "../activity/object-history.tsx";
import { FormField } from "../parts/form-field.tsx";

type CouponActsProps = { coupon: Coupon; onChanged: () => void; onClose: () => void };

/** What can be done to a coupon that has not ended. */
export function CouponActs({ coupon, onChanged, onClose }: CouponActsProps) {
  const w = words().adminCoupons;
  const isEditing = useSignal(false);
  const pause = async () => {
    try {
      await changeCoupon(coupon, { isPaused: !coupon.isPaused });
      showToast({ text: w.saved });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    onChanged();
  };
  return (
    <div class="adm__acts-row">
      {coupon.isPaused ? <span class="c-3">{w.isPaused}</span> : null}
      <button
        class="btn btn--secondary btn--sm"
        type="button"
        onClick={() => (isEditing.value = true)}
      >
        {w.edit}
      </button>
      <button class="btn btn--secondary btn--sm" type="button" onClick={() => void pause()}>
        {coupon.isPaused ? w.resume : w.pause}
      </button>
      <button class="btn btn--secondary btn--sm" type="button" onClick={onClose}>
        {w.close}
      </button>
      {isEditing.value ? (
        <EditCoupon
          coupon={coupon}
          onChanged={onChanged}
          onClose={() => (isEditing.value = false)}
        />
      ) : null}
    </div>
  );
}

/** The limits of a coupon, what a change means for those who have it, and its history. */
function EditCoupon({ coupon, onChanged, onClose }: CouponActsProps) {
  const w = words().adminCoupons;
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const number = (value: number | null) => (value === null ? "" : String(value));
  const save = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    if (isBusy.value) return;
    const values = new FormData(event.currentTarget);
    const read = (name: string) => {
      const value = values.get(`new-${name}`);
      return typeof value === "string" ? value.trim() : "";
    };
    const whole = (name: string) => (read(name) === "" ? null : Number(read(name)));
    const change: CouponChange = {
      name: { ko: read("ko"), en: read("en") },
      minimumMinor: whole("minimumMinor") ?? 0,
      usesMax: whole("usesMax"),
      usesPerAccountMax: whole("usesPerAccountMax"),
    };
    isBusy.value = true;
    refusal.value = undefined;
    try {
      await changeCoupon(coupon, change);
      showToast({ text: w.saved });
      onClose();
      onChanged();
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <Dialog title={coupon.code} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void save(event)}>
        <FormField name="new-ko" label={w.nameKo} value={coupon.name.ko} />
        <FormField name="new-en" label={w.nameEn} value={coupon.name.en} />
        <FormField
          name="new-minimumMinor"
          label={w.minimum}
          type="number"
          min="0"
          value={String(coupon.minimumMinor)}
        />
        <FormField
          name="new-usesMax"
          label={w.usesMax}
          type="number"
          min={String(Math.max(1, coupon.uses))}
          optional={w.optional}
          value={number(coupon.usesMax)}
        />
        <FormField
          name="new-usesPerAccountMax"
          label={w.perAccount}
          type="number"
          min="1"
          optional={w.optional}
          value={number(coupon.usesPerAccountMax)}
        />
        <p class="help">{w.editText(count(coupon.uses, language.value))}</p>
        <ProblemNote error={refusal.value} />
        <button class="btn btn--primary adm__submit" type="submit" aria-busy={isBusy.value}>
          {w.save}
        </button>
      </form>
      <ObjectHistory id={coupon.id} revision={coupon.revision} />
    </Dialog>
  );
}
