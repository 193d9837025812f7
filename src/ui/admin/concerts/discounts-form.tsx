import { useSignal } from "@preact/signals";
import type { AdminDate } from "../../../contract/admin/changes/concert-changes.ts";
import type { Currency } from "../../../contract/money/money.ts";
import type { DiscountTerms } from "../../../contract/money/price.ts";
import { changeDate } from "../../api/concert-changes.ts";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { MemberDiscounts } from "../discounts/member-discounts.tsx";
import { mergedDiscounts } from "../discounts/merged.ts";
import { PriceTypes } from "../discounts/price-types.tsx";
import { ChangeForm } from "./change-form.tsx";
import type { FormProps } from "./opened.ts";

type DiscountsFormProps = FormProps & { date: AdminDate; currency: Currency; timeZone: string };

/** The price types of a date, and what members get off. */
export function DiscountsForm({ date, currency, timeZone, ...on }: DiscountsFormProps) {
  const w = words().adminConcerts;
  // What was changed here, and from what: the date may come anew with somebody else's change.
  const edits = useSignal({ base: date.discounts, mine: date.discounts });
  const discounts = mergedDiscounts({ ...edits.value, theirs: date.discounts });
  const change = (changed: Partial<DiscountTerms>) =>
    (edits.value = { base: date.discounts, mine: { ...discounts, ...changed } });
  const of = { zones: date.zones, currency, timeZone };
  const { priceTypes, automatic } = discounts;
  return (
    <ChangeForm
      title={w.acts.discounts}
      concerned={[w.discountsConcern]}
      yes={w.save}
      onSave={async () => {
        await changeDate(date, { discounts });
        showToast({ text: w.saved });
        await on.onChanged();
      }}
      onReload={on.onReload}
      onClose={on.onClose}
    >
      <PriceTypes types={priceTypes} of={of} onChange={(types) => change({ priceTypes: types })} />
      <MemberDiscounts
        automatic={automatic}
        of={of}
        onChange={(all) => change({ automatic: all })}
      />
    </ChangeForm>
  );
}
