import { useSignal } from "@preact/signals";
import { type ApiError, asApiError } from "../api/problem.ts";
import { redeemVoucher } from "../api/wallets.ts";
import { CodeField } from "../components/code-field.tsx";
import { problemText } from "../components/feedback/trouble.tsx";
import { money } from "../i18n/format.ts";
import { language, words } from "../state/language.ts";
import { showToast } from "../state/toast.ts";

/** Redeems a voucher's code into the wallet. */
export function Voucher({ onRedeemed }: { onRedeemed: () => Promise<unknown> }) {
  const w = words().voucher;
  const typed = useSignal("");
  const isBusy = useSignal(false);
  const fault = useSignal<string | null>(null);
  const redeem = async (event: SubmitEvent) => {
    event.preventDefault();
    const code = typed.value.trim().toUpperCase();
    if (code === "" || isBusy.value) return;
    isBusy.value = true;
    fault.value = null;
    try {
      const { amount } = await redeemVoucher(code);
      typed.value = "";
      showToast({ text: w.done(money(amount, language.value)) });
      await onRedeemed();
    } catch (thrown) {
      fault.value = faultOf(asApiError(thrown));
    }
    isBusy.value = false;
  };
  return (
    <details class="voucher">
      <summary>{w.title}</summary>
      <form onSubmit={(event) => void redeem(event)}>
        <CodeField
          name="voucher"
          label={w.code}
          action={w.add}
          typed={typed}
          fault={fault.value}
          isBusy={isBusy.value}
        />
      </form>
    </details>
  );
}

function faultOf(error: ApiError): string {
  const w = words().voucher;
  if (error.code === "conflict") return w.spent;
  const isUnknown = error.code === "not-found" || error.code === "invalid-request";
  return isUnknown ? w.unknown : problemText(error);
}
