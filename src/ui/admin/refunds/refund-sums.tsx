import type { StaffRefundPreview } from "../../../contract/admin/refunds/staff-refunds.ts";
import { readSeatKey, seatText } from "../../../contract/plan/seat-names.ts";
import { Amount } from "../../components/amount.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";

/** Every amount of a refund: by ticket, by destination, what the order keeps, and the lines of the ledger. */
export function RefundSums({ preview }: { preview: StaffRefundPreview }) {
  const w = words().adminRefunds;
  const { lines, charge, feeKept, refund, compensation, parts, after } = preview;
  const rules = lines.reduce((sum, { rulesCharge }) => sum + (rulesCharge?.amount ?? 0), 0);
  return (
    <>
      <dl class="refund__sums">
        {lines.map(({ seat, key, paid }) => (
          <Line key={seat} name={seatText(readSeatKey(key), language.value)}>
            <Amount of={paid} />
          </Line>
        ))}
        {charge.amount > 0 || rules > 0 ? (
          <Line name={w.charge}>
            {rules > 0 && rules !== charge.amount ? (
              <s class="c-2">
                −<Amount of={{ ...charge, amount: rules }} />
              </s>
            ) : null}{" "}
            −<Amount of={charge} />
          </Line>
        ) : null}
        {feeKept.amount > 0 ? (
          <Line name={w.feeKept}>
            −<Amount of={feeKept} /> · {w.kept}
          </Line>
        ) : null}
      </dl>
      <p class="refund__total">
        <b>{refund.amount === 0 ? w.nothing : w.back}</b>
        {refund.amount === 0 ? null : (
          <b class="t-28">
            <Amount of={refund} />
          </b>
        )}
      </p>
      <dl class="refund__sums c-2 t-14">
        {parts.map(({ to, hand, amount }) => (
          <Line
            key={to}
            name={hand === null ? w.target[to] : `${w.target[to]} · ${w.handKind[hand]}`}
          >
            <Amount of={amount} />
          </Line>
        ))}
        {compensation.amount > 0 ? (
          <Line name={w.compensation}>
            <Amount of={compensation} />
          </Line>
        ) : null}
        <Line name={w.after(count(after.tickets, language.value))}>
          <Amount of={after.paid} />
        </Line>
      </dl>
      <Ledger preview={preview} />
    </>
  );
}

function Line({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Ledger({ preview: { ledger } }: { preview: StaffRefundPreview }) {
  const w = words().adminRefunds;
  if (ledger.length === 0) return null;
  const names: Record<string, string> = w.account;
  return (
    <details class="t-14">
      <summary>{w.ledger}</summary>
      <dl class="refund__sums c-2">
        {ledger.map(({ kind, from, to, amount }) => (
          <Line key={`${kind} ${to}`} name={`${names[from] ?? from} → ${names[to] ?? to}`}>
            <Amount of={amount} />
          </Line>
        ))}
      </dl>
    </details>
  );
}
