import type { ConcertDocument } from "../../../../../contract/concert-draft/documents.ts";
import { money } from "../../../../i18n/format.ts";
import { language, local, words } from "../../../../state/language.ts";
import type { ListRevenue } from "../../editing/revenue.ts";

type RevenueProps = { document: ConcertDocument; revenue: readonly ListRevenue[] };

/** What everything would take in if every seat were sold at its full price. */
export function Revenue({ document, revenue }: RevenueProps) {
  const w = words().concertDraft.prices;
  const lang = language.value;
  const text = (amount: number) => money({ amount, currency: document.currency }, lang);
  const total = revenue.reduce((sum, { dates, eachMinor }) => sum + dates * eachMinor, 0);
  return (
    <section class="draft__card" aria-labelledby="revenue">
      <h3 id="revenue">{w.ifSoldOut}</h3>
      <p class="t-30 bold num">{text(total)}</p>
      <dl class="sum">
        {revenue
          .filter(({ dates }) => dates > 0)
          .map(({ list, dates, eachMinor }) => (
            <div key={list.id}>
              <dt>{w.listTimes(local(list.name), dates)}</dt>
              <dd>{text(dates * eachMinor)}</dd>
            </div>
          ))}
      </dl>
      <p class="help">{w.grossHelp}</p>
    </section>
  );
}
