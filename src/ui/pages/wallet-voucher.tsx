import { type Signal, useSignal } from "@preact/signals";
import { type ApiError, asApiError } from "../api/problem.ts";
import { redeemVoucher } from "../api/wallets.ts";
import { Icon } from "../components/icon.tsx";
import { problemText } from "../components/trouble.tsx";
import { money } from "../i18n/format.ts";
import { language, words } from "../state/language.ts";
import { showToast } from "../state/toast.ts";

/** A voucher's code to type in. One that is not taken stays in the field, with the reason under it. */
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
      <form class="field" onSubmit={(event) => void redeem(event)}>
        <label for="voucher">{w.code}</label>
        <div class="row">
          <CodeInput typed={typed} isWrong={fault.value !== null} />
          <button class="btn btn--secondary" type="submit" aria-busy={isBusy.value}>
            {w.add}
          </button>
        </div>
        <p class="error" id="voucher-fault" role="alert" hidden={fault.value === null}>
          <Icon name="alert" size={16} />
          <span>{fault.value}</span>
        </p>
      </form>
    </details>
  );
}

function CodeInput({ typed, isWrong }: { typed: Signal<string>; isWrong: boolean }) {
  return (
    <input
      class="input grow"
      id="voucher"
      name="voucher"
      autocomplete="off"
      autocapitalize="characters"
      maxLength={40}
      value={typed.value}
      onInput={({ currentTarget: { value } }) => {
        typed.value = value;
      }}
      aria-invalid={isWrong}
      aria-describedby={isWrong ? "voucher-fault" : undefined}
    />
  );
}

function faultOf(error: ApiError): string {
  const w = words().voucher;
  if (error.code === "conflict") return w.spent;
  const isUnknown = error.code === "not-found" || error.code === "invalid-request";
  return isUnknown ? w.unknown : problemText(error);
}
