import "../styles/my-pages.ts";
import type { LedgerLine } from "../../contract/money/wallets.ts";
import type { Page } from "../api/concerts.ts";
import { getWallet, listLedger } from "../api/wallets.ts";
import { Amount } from "../components/amount.tsx";
import { Gate } from "../account/gate.tsx";
import { LedgerLines } from "./ledger-lines.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { More } from "../components/feedback/paged.tsx";
import type { PageProps } from "../frame/screen.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/feedback/trouble.tsx";
import { words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";
import { safeNext } from "../state/router.ts";
import { Voucher } from "./voucher-form.tsx";
import { TopUpForm } from "./top-up-form.tsx";

export function WalletPage({ query }: PageProps) {
  const w = words().wallet;
  useTitle(w.title);
  const back = query.get("back");
  return (
    <main id="main" class="wrap page">
      <Gate reason={w.signIn}>
        {() => (
          <Shown
            neededMinor={Math.max(0, Number(query.get("need")) || 0)}
            back={back === null ? null : safeNext(back)}
          />
        )}
      </Gate>
    </main>
  );
}

function Shown({ neededMinor, back }: { neededMinor: number; back: string | null }) {
  const w = words().wallet;
  const wallet = useResource("wallet", getWallet);
  const ledger = useResource<Page<LedgerLine>>("ledger", () => listLedger());
  const error = wallet.error ?? ledger.error;
  if (!wallet.data || !ledger.data)
    return error ? (
      <Trouble error={error} onRetry={() => void Promise.all([wallet.reload(), ledger.reload()])} />
    ) : (
      <SkeletonLines lines={6} />
    );
  const { items } = ledger.data;
  return (
    <div class="wallet">
      <section class="bal" aria-labelledby="wallet">
        <h1 id="wallet" class="t-16 c-2">
          {w.title}
        </h1>
        <p class="bal__n">
          <Amount of={wallet.data.balance} />
        </p>
        <p class="t-14 c-2">{w.text}</p>
        <TopUpForm neededMinor={neededMinor} back={back} />
        <Voucher onRedeemed={() => Promise.all([wallet.reload(), ledger.reload()])} />
        <p>
          <a class="link" href="/payments">
            {words().payments.title}
          </a>
        </p>
      </section>
      <section aria-labelledby="ledger">
        <h2 id="ledger" class="t-20">
          {w.ledger}
        </h2>
        {items.length === 0 ? (
          <p class="c-2 wallet__none">{w.empty}</p>
        ) : (
          <LedgerLines lines={items} />
        )}
        <More resource={ledger} load={listLedger} />
      </section>
    </div>
  );
}
