import type { GatewayLook } from "../../../contract/admin/payments.ts";
import type { Money } from "../../../contract/money/money.ts";
import { lookAtGateway } from "../../api/admin.ts";
import { Amount } from "../../components/amount.tsx";
import { Icon } from "../../components/icon.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { problemText } from "../../components/feedback/trouble.tsx";
import { money } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { Moment } from "../parts/moment.tsx";
import { methodText } from "./method-text.ts";
import { Table } from "../parts/table.tsx";

const sums = ["amount", "balance", "foreign-refund"];

/** The gateway's current record of the payment, beside ours. */
export function GatewayCard({ paymentId, of }: { paymentId: string; of: Money }) {
  const w = words().adminPayments;
  const look = useResource(`gateway ${paymentId}`, () => lookAtGateway(paymentId));
  const { data, error } = look;
  return (
    <section class="adm__card" aria-labelledby="gateway">
      <div class="between">
        <h2 id="gateway">{w.gateway}</h2>
        <button class="btn btn--secondary btn--sm" type="button" onClick={() => void look.reload()}>
          {w.ask}
        </button>
      </div>
      {error ? (
        <p class="note note--warn" role="alert">
          <Icon name="alert" />
          {problemText(error)}
        </p>
      ) : null}
      {data ? <Look look={data} currency={of.currency} /> : null}
      {!data && !error ? (
        <>
          <p class="t-14 c-2">{w.asking}</p>
          <SkeletonLines lines={3} />
        </>
      ) : null}
    </section>
  );
}

function Look({ look, currency }: { look: GatewayLook; currency: Money["currency"] }) {
  const w = words().adminPayments;
  const { payment, differences, record, askedAt } = look;
  const isSame = differences.length === 0;
  const valueText = (about: string, value: string | null) =>
    value !== null && sums.includes(about)
      ? money({ amount: Number(value), currency }, language.value)
      : stateText(value);
  return (
    <>
      <div class={isSame ? "note note--ok" : "note note--danger"} role="status">
        <Icon name={isSame ? "check" : "alert"} />
        <p>
          <b>{isSame ? w.same : w.different(differences.length)}</b> <Moment time={askedAt} />
        </p>
      </div>
      {isSame ? null : (
        <Table name={w.gateway} head={[w.what, w.ours, w.theirs]}>
          {differences.map(({ about, ours, theirs }) => (
            <tr key={`${about} ${theirs}`}>
              <td class="semi">{w.about[about]}</td>
              <td class="nowrap">{valueText(about, ours)}</td>
              <td class="nowrap">{valueText(about, theirs)}</td>
            </tr>
          ))}
        </Table>
      )}
      {payment === null ? (
        <p class="c-2">{w.unknownThere}</p>
      ) : (
        <dl class="dl adm__facts">
          <dt>{w.status}</dt>
          <dd>{w.theirState[payment.state]}</dd>
          <dt>{w.method}</dt>
          <dd>{payment.method ? methodText(payment.method) : w.nothing}</dd>
          <dt>{w.amount}</dt>
          <dd>
            <Amount of={{ amount: payment.amount, currency }} />
          </dd>
          <dt>{w.balance}</dt>
          <dd>
            <Amount of={{ amount: payment.balance, currency }} />
          </dd>
          <dt>{w.key}</dt>
          <dd class="adm__detail">{payment.paymentKey}</dd>
          {payment.failure ? (
            <>
              <dt>{w.failure}</dt>
              <dd>{payment.failure}</dd>
            </>
          ) : null}
        </dl>
      )}
      {record ? (
        <details>
          <summary class="t-14 c-2">{w.raw}</summary>
          <pre class="adm__raw" tabIndex={0}>
            {JSON.stringify(record, null, 2)}
          </pre>
        </details>
      ) : null}
    </>
  );
}

/** States have words on both sides; keys and sums are shown as they are. */
function stateText(value: string | null): string {
  const w = words().adminPayments;
  if (value === null) return w.nothing;
  if (Object.hasOwn(w.state, value)) return w.state[value as keyof typeof w.state];
  return Object.hasOwn(w.theirState, value)
    ? w.theirState[value as keyof typeof w.theirState]
    : value;
}
