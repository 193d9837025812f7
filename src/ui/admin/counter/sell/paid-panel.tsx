import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../../components/icon.tsx";
import { count, money } from "../../../i18n/format.ts";
import { seatsText } from "../../../../contract/plan/seat-names.ts";
import { language, local, words } from "../../../state/language.ts";
import { changeIn } from "../money/cash.ts";
import { MailTickets } from "../print/mail-tickets.tsx";
import { printReceipt, printTickets } from "../print/pieces.tsx";
import { choosePaper, paper, papers } from "../print/paper.ts";
import { CounterIcon } from "../screen/counter-icon.tsx";
import type { Counter, Done } from "../screen/counter.ts";

/** After paying: the change as large as can be, the papers, and the next customer. */
export function PaidPanel({ counter, done }: { counter: Counter; done: Done }) {
  const w = words().counter.paid;
  const { receipt, kind } = done;
  const lang = language.value;
  const of = (amount: number) => money({ amount, currency: receipt.total.currency }, lang);
  const seats = receipt.seats.filter(({ isCancelled }) => !isCancelled);
  const change = kind === "refund" ? null : receipt.change;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <aside class="ctr__side" aria-label={words().counter.sell.customer}>
      <div class="ctr__scroll paid">
        <h2 class="row" tabIndex={-1} ref={title}>
          <Icon name="check" />
          {titleOf(done)}
        </h2>
        {change && receipt.method !== "free" ? (
          <dl class="paid__change">
            <dt>{words().counter.tender.change}</dt>
            {change.amount > 0 ? (
              <dd>{of(change.amount)}</dd>
            ) : (
              <dd class="is-none">{w.noChange}</dd>
            )}
            {change.amount > 0 ? (
              <p>
                {changeIn(change.amount, change.currency)
                  .map(({ minor, count: notes }) => `${of(minor)} × ${notes}`)
                  .join(" · ")}
              </p>
            ) : null}
          </dl>
        ) : null}
        <div>
          <p class="semi num">
            {receipt.number} · {w.tickets(count(seats.length, lang))} · {of(receipt.total.amount)}
          </p>
          <p class="c-2 num">{seatsText(seats, lang)}</p>
          <p class="c-2">{local(receipt.concert.title)}</p>
        </div>
        {seats.length > 0 ? (
          <>
            <div class="paid__acts">
              <button
                class="btn btn--secondary"
                type="button"
                onClick={() => printTickets(receipt)}
              >
                <CounterIcon name="print" />
                {w.printTickets}
              </button>
              <button
                class="btn btn--secondary"
                type="button"
                onClick={() => printReceipt(receipt)}
              >
                <CounterIcon name="list" />
                {w.printReceipt}
              </button>
            </div>
            <MailTickets
              orderId={receipt.orderId}
              isOfAccount={receipt.channel === "web"}
              mail={receipt.buyer?.mail ?? null}
            />
          </>
        ) : null}
        <PaperChoice />
      </div>
      <div class="ctr__foot">
        <button
          class="btn btn--primary btn--block ctr__go"
          type="button"
          onClick={() => counter.next()}
        >
          {w.next}
        </button>
      </div>
    </aside>
  );
}

function titleOf({ kind, receipt }: Done): string {
  const w = words().counter.paid;
  if (kind === "sale") return receipt.method === "free" ? w.given : w.title;
  return w.titles[kind];
}

/** Which paper lies in this counter's printer. */
function PaperChoice() {
  const w = words().counter.paid;
  return (
    <div class="row" role="radiogroup" aria-label={w.paper}>
      <span class="t-14 c-2">{w.paper}</span>
      {papers.map((each) => (
        <button
          key={each}
          class="chip"
          type="button"
          role="radio"
          aria-checked={paper.value === each}
          onClick={() => choosePaper(each)}
        >
          {w.papers[each]}
        </button>
      ))}
    </div>
  );
}
