import "../styles/my-pages.ts";
import type { LedgerLine } from "../../contract/money/wallets.ts";
import type { Page } from "../api/concerts.ts";
import { getWallet, listLedger } from "../api/wallets.ts";
import { Amount } from "../components/amount.tsx";
import { LedgerLines } from "../wallet/ledger-lines.tsx";
import { problemText } from "../components/feedback/trouble.tsx";
import { words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";

const shownMax = 4;

/** The wallet beside the tickets: its balance, its latest lines, and a link to all of them. */
export function Purse() {
  const w = words().wallet;
  const wallet = useResource("wallet", getWallet);
  const ledger = useResource<Page<LedgerLine>>("ledger", () => listLedger());
  const lines = ledger.data?.items.slice(0, shownMax) ?? [];
  const error = wallet.data ? undefined : wallet.error;
  return (
    <section class="stack" aria-labelledby="purse">
      <h2 id="purse" class="t-20">
        {w.title}
      </h2>
      {error ? (
        <p class="c-2">{problemText(error)}</p>
      ) : (
        <div class="bal bal--small">
          <p class="t-14 c-2">{w.usable}</p>
          <p class="bal__n">{wallet.data ? <Amount of={wallet.data.balance} /> : "…"}</p>
          <p class="row row--wrap">
            <a class="btn btn--secondary grow" href="/wallet">
              {w.toTopUp}
            </a>
            <a class="btn btn--quiet" href="/payments">
              {words().payments.title}
            </a>
          </p>
        </div>
      )}
      {lines.length > 0 ? <LedgerLines lines={lines} /> : null}
    </section>
  );
}
