import { dayAfter } from "../../../../contract/admin/reports/report-kinds.ts";
import { moneyText } from "../../../../contract/money/money-text.ts";
import type { Currency } from "../../../../contract/money/money.ts";
import { getSalesReport } from "../../../api/selling/reports.ts";
import { language, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { usePolling } from "../../parts/polling.ts";

const readEveryMs = 10_000;
/** Longer than any date is on sale. */
const daysBack = 3_000;

/** All days of a sale until now, also at a venue where it is tomorrow already. */
function allDays(): { from: string; to: string } {
  const to = dayAfter(new Date().toISOString().slice(0, 10), 1);
  return { from: dayAfter(to, -daysBack), to };
}

type Props = { scheduleId: string; currency: Currency };

/** What the date has taken so far, by the ledger. It comes from the books and not over the socket, so it says how old it is. */
export function RevenueLine({ scheduleId, currency }: Props) {
  const w = words().cockpit;
  const lang = language.value;
  const { data, error, reload } = useResource(`revenue ${scheduleId}`, async () => {
    const asked = { ...allDays(), by: "channel", scheduleId, currency };
    const { ledger } = await getSalesReport(asked);
    return { ledger, at: Date.now() };
  });
  usePolling(reload, readEveryMs);
  if (!data) return error ? <p class="t-14 c-2">{w.noRevenue}</p> : null;
  const { ledger, at } = data;
  if (!ledger) return null;
  const text = (amount: number) => moneyText({ amount, currency }, lang);
  const time = new Intl.DateTimeFormat(lang, { timeStyle: "medium" }).format(at);
  return (
    <p class="t-14">
      {w.revenue} <b class="num">{text(ledger.sales - ledger.refunds)}</b>{" "}
      <span class="c-2">
        {ledger.refunds === 0 ? null : `${w.refunded(text(ledger.refunds))} · `}
        {ledger.isEqual ? w.asOf(time) : w.revenueDiffers(time)}
      </span>
    </p>
  );
}
