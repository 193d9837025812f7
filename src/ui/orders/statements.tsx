import type { Order } from "../../contract/money/orders.ts";
import { getOrder, statementUrl } from "../api/orders.ts";
import { language, words } from "../state/language.ts";

/** The order's receipts, as pages and as PDFs, in the current language. */
export function Statements({ order }: { order: Order }) {
  const w = words().statements;
  const kinds = order.refunded.amount > 0 ? (["order", "refund"] as const) : (["order"] as const);
  // A plain link cannot renew an expired session, so it is renewed before the link is followed.
  const follow = async (event: MouseEvent, url: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await getOrder(order.id).catch(() => null);
    location.assign(url);
  };
  return (
    <section class="stack-2" aria-labelledby="statements">
      <h2 id="statements" class="t-18">
        {w.title}
      </h2>
      <ul class="papers">
        {kinds.flatMap((kind) =>
          (["html", "pdf"] as const).map((format) => {
            const url = statementUrl(order.id, { kind, format, language: language.value });
            return (
              <li key={url}>
                <a class="link" href={url} onClick={(event) => void follow(event, url)}>
                  {w.kind[kind]} · {w.format[format]}
                </a>
              </li>
            );
          }),
        )}
        <li>
          <a class="link" href="/payments">
            {w.payments}
          </a>
        </li>
      </ul>
    </section>
  );
}
