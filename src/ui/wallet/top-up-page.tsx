import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { TopUp } from "../../contract/money/wallets.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { confirmTopUp, getTopUp } from "../api/wallets.ts";
import { Amount } from "../components/amount.tsx";
import { Empty } from "../components/feedback/empty.tsx";
import { Gate } from "../account/gate.tsx";
import type { PageProps } from "../frame/screen.tsx";
import { useTitle } from "../components/title.tsx";
import { problemText } from "../components/feedback/trouble.tsx";
import { words } from "../state/language.ts";
import { navigate } from "../state/router.ts";
import { recall, remember } from "../state/storage.ts";

/** The return page of the payment page. Opening it again tops up only once. */
export function TopUpPage({ query }: PageProps) {
  const w = words().topUp;
  useTitle(w.title);
  return (
    <main id="main" class="wrap page">
      <Gate reason={words().wallet.signIn}>{() => <Confirmation query={query} />}</Gate>
    </main>
  );
}

type Ending = { at: "asking" } | { at: "unknown" } | { at: "paid"; topUp: TopUp } | Refused;
type Refused = { at: "refused"; text: string };

function Confirmation({ query }: { query: URLSearchParams }) {
  const w = words().topUp;
  const ending = useSignal<Ending>({ at: "asking" });
  const id = query.get("topUp") ?? "";
  const back = recall(`back.${id}`);
  const ask = async () => {
    ending.value = { at: "asking" };
    ending.value = await settle(id, query);
    if (ending.value.at !== "paid") return;
    remember(`top-up.${id}`, null);
    // The clock of the held seats runs: back to paying without another press.
    if (back !== null) navigate(back, { replace: true });
  };
  useEffect(() => void ask(), [id]);
  const end = ending.value;
  switch (end.at) {
    case "asking":
      return (
        <Empty icon="clock" title={w.asking} isPage>
          <p class="c-2" role="status">
            {w.askingText}
          </p>
        </Empty>
      );
    case "unknown":
      return (
        <Empty icon="clock" title={w.unknown} isPage>
          <p class="c-2">{w.unknownText}</p>
          <button class="btn btn--primary" type="button" onClick={() => void ask()}>
            {w.askAgain}
          </button>
        </Empty>
      );
    case "paid":
      return (
        <Empty icon="check" title={w.paid} isPage>
          <p class="t-30 num">
            <Amount of={end.topUp.amount} />
          </p>
          <a class="btn btn--primary" href={back ?? "/wallet"}>
            {back === null ? w.toWallet : w.backToPaying}
          </a>
        </Empty>
      );
    case "refused":
      return (
        <Empty icon="alert" title={w.refused} isPage>
          <p class="c-2">{end.text}</p>
          <a
            class="btn btn--primary"
            href={`/wallet${back ? `?back=${encodeURIComponent(back)}` : ""}`}
          >
            {w.tryAgain}
          </a>
        </Empty>
      );
  }
}

/** Confirms with the payment page's values, under one key per top-up; without them, asks for the status. */
async function settle(id: string, query: URLSearchParams): Promise<Ending> {
  const paymentKey = query.get("paymentKey");
  const amountMinor = Number(query.get("amount"));
  if (paymentKey === null && query.has("code"))
    return { at: "refused", text: words().topUp.notCharged };
  const key = recall(`top-up.${id}`) ?? crypto.randomUUID();
  remember(`top-up.${id}`, key);
  try {
    const topUp =
      paymentKey === null
        ? await getTopUp(id)
        : await confirmTopUp(id, paymentKey, amountMinor, key);
    if (topUp.status === "paid") return { at: "paid", topUp };
    if (topUp.status === "refused") return { at: "refused", text: words().topUp.notCharged };
    return { at: "unknown" };
  } catch (thrown) {
    return endingOf(asApiError(thrown), id);
  }
}

async function endingOf(error: ApiError, id: string): Promise<Ending> {
  const isRefused = ["payment-refused", "not-found", "amount-out-of-range"].includes(error.code);
  if (!isRefused) return { at: "unknown" };
  // The page may be open for the second time; the top-up's own status decides.
  const topUp = await getTopUp(id).catch(() => null);
  if (topUp?.status === "paid") return { at: "paid", topUp };
  return { at: "refused", text: problemText(error) };
}
