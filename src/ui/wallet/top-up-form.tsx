import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type ApiError, asApiError } from "../api/problem.ts";
import { startTopUp, topUpMinor } from "../api/wallets.ts";
import { Icon } from "../components/icon.tsx";
import { ProblemNote } from "../components/feedback/trouble.tsx";
import { money } from "../i18n/format.ts";
import { language, words } from "../state/language.ts";
import { remember } from "../state/storage.ts";

const amounts = [50_000, 100_000, 200_000, 300_000, 500_000] as const;

/** The amounts to choose from: first the missing amount, if any, rounded up to a thousand. */
export function amountsFor(neededMinor: number): number[] {
  const needed = Math.max(topUpMinor.min, Math.ceil(neededMinor / 1_000) * 1_000);
  if (neededMinor <= 0 || needed > topUpMinor.max) return [...amounts];
  return [needed, ...amounts.filter((amount) => amount > needed)];
}

/** Opens the payment page, which returns to /wallet/top-up. */
export function TopUpForm({ neededMinor, back }: { neededMinor: number; back: string | null }) {
  const w = words().wallet;
  const amounts = amountsFor(neededMinor);
  const chosen = useSignal(amounts[neededMinor > 0 ? 0 : 1] ?? topUpMinor.min);
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const act = useRef({ amountMinor: 0, key: "" });
  const won = (amount: number) => money({ amount, currency: "KRW" }, language.value);
  const start = async () => {
    isBusy.value = true;
    error.value = undefined;
    if (act.current.amountMinor !== chosen.value)
      act.current = { amountMinor: chosen.value, key: crypto.randomUUID() };
    try {
      const topUp = await startTopUp(act.current.amountMinor, act.current.key);
      remember(`back.${topUp.id}`, back);
      if (topUp.checkoutUrl !== null) location.assign(topUp.checkoutUrl);
    } catch (thrown) {
      error.value = asApiError(thrown);
      if (error.value.code !== "outcome-unknown") act.current = { amountMinor: 0, key: "" };
      isBusy.value = false;
    }
  };
  return (
    <div class="stack">
      {neededMinor > 0 ? (
        <div class="note note--brand">
          <Icon name="info" />
          <p>{w.needed(won(neededMinor))}</p>
        </div>
      ) : null}
      <div class="chips" role="group" aria-label={w.howMuch}>
        {amounts.map((amount) => (
          <button
            key={amount}
            class="chip num"
            type="button"
            aria-pressed={chosen.value === amount}
            onClick={() => {
              chosen.value = amount;
            }}
          >
            {won(amount)}
          </button>
        ))}
      </div>
      <ProblemNote error={error.value} />
      <button
        class="btn btn--primary btn--lg"
        type="button"
        aria-busy={isBusy.value}
        onClick={() => void start()}
      >
        {w.topUp(won(chosen.value))}
      </button>
      {back === null ? null : (
        <a class="btn btn--quiet" href={back}>
          {w.backToPaying}
        </a>
      )}
    </div>
  );
}
