import { useEffect, useMemo } from "preact/hooks";
import type { Money } from "../../../contract/money/money.ts";
import type { Order } from "../../../contract/money/orders.ts";
import type { RefundPreview } from "../../../contract/money/refunds.ts";
import { cancelTickets, previewRefund } from "../../api/orders.ts";
import { Amount } from "../../components/amount.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { When } from "../../components/when.tsx";
import { money } from "../../i18n/format.ts";
import { readSeatKey, seatText } from "../../../contract/plan/seat-names.ts";
import { language, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { focusFault } from "../../components/fault-line.tsx";
import { RefundAccountFields } from "./refund-account.tsx";
import { createRefund, type RefundState } from "./refund-state.ts";

type RefundChoiceProps = { order: Order; onDone: (order: Order) => void; onClose: () => void };

/** The dialog's content: tickets, the amount, the refund target, and the buttons. */
export function RefundChoice({ order, onDone, onClose }: RefundChoiceProps) {
  const w = words().cancel;
  const refund = useMemo(
    () => createRefund(order, { preview: previewRefund, cancel: cancelTickets }),
    [order.id],
  );
  useEffect(() => void refund.look(), [refund]);
  const preview = refund.preview.value;
  const cancel = async () => {
    const back = preview ? money(wholeOf(preview), language.value) : "";
    const cancelled = await refund.cancel();
    if (!cancelled) return focusFault();
    showToast({ text: w.done(back) });
    onClose();
    onDone(cancelled);
  };
  return (
    <>
      <Tickets refund={refund} />
      {preview ? (
        <Sum preview={preview} timeZone={order.venue.timeZone} />
      ) : refund.seats.value.length === 0 ? (
        <p class="c-2">{w.none}</p>
      ) : refund.error.value ? null : (
        <SkeletonLines lines={3} />
      )}
      {preview ? <Target refund={refund} preview={preview} /> : null}
      <p class="t-14 c-2">{w.text}</p>
      <ProblemNote error={refund.error.value} />
      <div class="dialog__actions">
        <button class="btn btn--secondary" type="button" onClick={onClose}>
          {w.keep}
        </button>
        <button
          class="btn btn--danger-solid"
          type="button"
          disabled={!preview}
          aria-busy={refund.isBusy.value}
          onClick={() => void cancel()}
        >
          {w.confirm}
        </button>
      </div>
    </>
  );
}

function Tickets({ refund }: { refund: RefundState }) {
  if (refund.live.length < 2) return null;
  return (
    <fieldset>
      <legend class="label">{words().cancel.which}</legend>
      {refund.live.map(({ seat, key }) => (
        <label class="check" key={key}>
          <input
            type="checkbox"
            checked={refund.seats.value.includes(seat)}
            onChange={({ currentTarget: { checked } }) => void refund.choose(seat, checked)}
          />
          <span>{seatText(readSeatKey(key), language.value)}</span>
        </label>
      ))}
      {refund.tables.value.length > 0 ? <p class="help">{words().cancel.together}</p> : null}
    </fieldset>
  );
}

/** The total: refund and compensation. */
const wholeOf = ({ refund, compensation }: RefundPreview): Money => ({
  ...refund,
  amount: refund.amount + compensation.amount,
});

/** The payment, the charges with their reasons, and the refund. */
function Sum({ preview, timeZone }: { preview: RefundPreview; timeZone: string }) {
  const w = words().cancel;
  const { paid, charge, feeKept, compensation, changesAt } = preview;
  const lines = [
    { name: w.paid, of: paid },
    ...(charge.amount > 0 ? [{ name: w.charge, of: { ...charge, amount: -charge.amount } }] : []),
    ...(feeKept.amount > 0
      ? [{ name: w.feeKept, of: { ...feeKept, amount: -feeKept.amount } }]
      : []),
    ...(compensation.amount > 0 ? [{ name: w.compensation, of: compensation }] : []),
  ];
  return (
    <>
      <dl class="sum">
        {lines.map(({ name, of }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Amount of={of} isSigned={of.amount < 0} />
            </dd>
          </div>
        ))}
        <div class="sum__total">
          <dt>{w.refund}</dt>
          <dd>
            <Amount of={wholeOf(preview)} />
          </dd>
        </div>
      </dl>
      {changesAt === null ? null : (
        <p class="help">{w.changes(<When time={changesAt} timeZone={timeZone} />)}</p>
      )}
    </>
  );
}

function Target({ refund, preview }: { refund: RefundState; preview: RefundPreview }) {
  const w = words().cancel;
  const { original } = preview;
  if (preview.targets.length < 2) return <p class="t-14">{w.onlyWallet}</p>;
  return (
    <fieldset>
      <legend class="label">{w.where}</legend>
      {(["wallet", "original"] as const).map((target) => (
        <label class="check" key={target}>
          <input
            type="radio"
            name="to"
            checked={refund.to.value === target}
            onChange={() => {
              refund.to.value = target;
            }}
          />
          <span>{target === "original" && preview.needsAccount ? w.toAccount : w.to[target]}</span>
        </label>
      ))}
      {refund.to.value === "original" && original.amount < preview.refund.amount ? (
        <p class="help">
          {w.parts(
            <Amount of={original} />,
            <Amount of={{ ...original, amount: preview.refund.amount - original.amount }} />,
          )}
        </p>
      ) : null}
      {refund.to.value === "original" && preview.needsAccount ? (
        <RefundAccountFields refund={refund} />
      ) : null}
    </fieldset>
  );
}
