import "./wallet.css";
import type { LedgerLine } from "../../contract/wallets.ts";
import type { Page } from "../api/concerts.ts";
import { getWallet, listLedger } from "../api/wallets.ts";
import { Amount } from "../components/amount.tsx";
import { Gate } from "../components/gate.tsx";
import { SkeletonLines } from "../components/loading.tsx";
import { More } from "../components/paged.tsx";
import type { PageProps } from "../components/screen.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/trouble.tsx";
import { When } from "../components/when.tsx";
import { words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";
import { safeNext } from "../state/router.ts";
import { TopUpForm } from "./wallet-top-up.tsx";

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
        {items.length === 0 ? <p class="c-2 wallet__none">{w.empty}</p> : <Lines lines={items} />}
        <More resource={ledger} load={listLedger} />
      </section>
    </div>
  );
}

function Lines({ lines }: { lines: LedgerLine[] }) {
  const w = words().wallet;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{w.what}</th>
          <th scope="col" class="right">
            {w.amount}
          </th>
          <th scope="col" class="right">
            {w.balance}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              {line.orderId === null ? (
                <b>{w.kind[line.kind]}</b>
              ) : (
                <a class="semi" href={`/orders/${line.orderId}`}>
                  {w.kind[line.kind]}
                </a>
              )}
              <br />
              <span class="c-3">
                <When time={line.at} timeZone={timeZone} />
              </span>
            </td>
            <td class={`right nowrap ${line.amount.amount > 0 ? "c-ok semi" : ""}`}>
              <Amount of={line.amount} isSigned />
            </td>
            <td class="right nowrap c-3">
              <Amount of={line.balanceAfter} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
