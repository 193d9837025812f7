import type { LedgerProof } from "../../../contract/admin/reports/sales-reports.ts";
import type { Currency } from "../../../contract/money/money.ts";
import { moneyText } from "../../../contract/money/money-text.ts";
import { Icon } from "../../components/icon.tsx";
import { language, words } from "../../state/language.ts";

/** Says whether the sums equal the ledger, which has been summed on its own. */
export function LedgerNote({ ledger, currency }: { ledger: LedgerProof; currency: Currency }) {
  const w = words().adminReports;
  const lang = language.value;
  const text = (amount: number) => moneyText({ amount, currency }, lang);
  return (
    <details class="rep__ledger" data-equal={ledger.isEqual}>
      <summary>
        <Icon name={ledger.isEqual ? "check" : "alert"} size={20} />
        {ledger.isEqual ? w.equal : w.unequal}
      </summary>
      <p class="c-2">{w.ledgerText}</p>
      <dl class="dl adm__facts">
        <dt>{w.gross}</dt>
        <dd>{text(ledger.sales)}</dd>
        <dt>{w.refunds}</dt>
        <dd>{text(0 - ledger.refunds)}</dd>
        <dt>{w.fees}</dt>
        <dd>{text(ledger.fees)}</dd>
        <dt>{w.feesReturned}</dt>
        <dd>{text(0 - ledger.feesReturned)}</dd>
        <dt>{w.compensations}</dt>
        <dd>{text(0 - ledger.compensations)}</dd>
      </dl>
    </details>
  );
}
