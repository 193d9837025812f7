import type { ComponentChildren } from "preact";
import type { PaymentStory } from "../../../contract/money/payments.ts";
import { Amount } from "../../components/amount.tsx";
import { words } from "../../state/language.ts";
import { issueText } from "../parts/issue-text.ts";
import { Moment } from "../parts/moment.tsx";
import { PaymentBadge } from "./payment-status.tsx";

type Step = { at: string; key: string; body: ComponentChildren };

/** A payment's history in order: our states, refunds, and gateway notices. */
export function PaymentTimeline({ story }: { story: PaymentStory }) {
  return (
    <ol class="adm__timeline">
      {stepsOf(story).map(({ at, key, body }) => (
        <li key={key}>
          <Moment time={at} />
          <div>{body}</div>
        </li>
      ))}
    </ol>
  );
}

function stepsOf({ timeline, notices, payment }: PaymentStory): Step[] {
  const w = words().adminPayments;
  const states = timeline.map(({ at, status, reason, issue }, index) => ({
    at,
    key: `state ${index}`,
    body: (
      <>
        <PaymentBadge status={status} />
        {reason === null ? null : <p class="t-14 c-2">{reason}</p>}
        {issue === null ? null : <p class="t-14 c-danger">{issueText(issue)}</p>}
      </>
    ),
  }));
  const heard = notices.map(({ at, kind, status }, index) => ({
    at,
    key: `notice ${index}`,
    body: (
      <p class="t-14">
        {w.notice} <span class="c-2">{[kind, status].filter(Boolean).join(" · ")}</span>
      </p>
    ),
  }));
  const refunds = payment.refunds.map(({ id, createdAt, amount, to, status, reason }) => ({
    at: createdAt,
    key: id,
    body: (
      <p class="t-14">
        {w.refund}{" "}
        <b>
          <Amount of={amount} />
        </b>{" "}
        {w.refundTo[to]} · {w.refundStatus[status]}
        {reason === null ? null : <span class="c-2"> · {reason}</span>}
      </p>
    ),
  }));
  return [...states, ...heard, ...refunds].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
