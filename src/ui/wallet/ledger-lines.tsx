import type { LedgerLine } from "../../contract/money/wallets.ts";
import { local, words } from "../state/language.ts";
import { Amount } from "../components/amount.tsx";
import { When } from "../components/when.tsx";

/** The wallet's lines, each with the balance after it. */
export function LedgerLines({ lines }: { lines: readonly LedgerLine[] }) {
  const w = words().wallet;
  return (
    <table class="table ledger">
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
              <Title line={line} />
              <span class="c-3">
                {line.concert === null ? null : (
                  <>
                    {w.kind[line.kind]}
                    <span class="hide-s"> · </span>
                  </>
                )}
                <When time={line.at} timeZone={viewerZone()} />
              </span>
            </td>
            <td class={`right ${line.amount.amount > 0 ? "c-ok semi" : ""}`}>
              <Amount of={line.amount} isSigned />
            </td>
            <td class="right c-3">
              <Amount of={line.balanceAfter} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const viewerZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The line's purpose with a link, else its kind. */
function Title({ line: { concert, orderId, kind } }: { line: LedgerLine }) {
  const title = concert === null ? words().wallet.kind[kind] : local(concert);
  if (orderId === null) return <b>{title}</b>;
  return (
    <a class="semi" href={`/orders/${orderId}`}>
      {title}
    </a>
  );
}
