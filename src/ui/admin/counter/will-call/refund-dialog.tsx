import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { FoundOrder } from "../../../../contract/admin/counter-orders.ts";
import { readSeatKey, seatText } from "../../../../contract/plan/seat-names.ts";
import { getReceipt } from "../../../api/selling/counter.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { SkeletonLines } from "../../../components/feedback/loading.tsx";
import { ProblemNote, Trouble } from "../../../components/feedback/trouble.tsx";
import { money } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { TextField } from "../../parts/text-field.tsx";
import { createTenderPad } from "../money/tender-pad.ts";
import { TenderKinds } from "../money/tender-kinds.tsx";
import type { Counter } from "../screen/counter.ts";

type RefundDialogProps = {
  counter: Counter;
  order: FoundOrder;
  onDone: () => Promise<void>;
  onClose: () => void;
};

/** Gives the money of tickets back at the counter, out of the drawer or otherwise by hand. */
export function RefundDialog({ counter, order, onDone, onClose }: RefundDialogProps) {
  const [w, lang] = [words().counter.refund, language.value];
  const receipt = useResource(`counter receipt ${order.id}`, () => getReceipt(order.id));
  const chosen = useSignal<ReadonlySet<number>>(new Set(order.seats.map(({ seat }) => seat)));
  const reason = useSignal("");
  const paidFor = (receipt.data?.seats ?? []).filter(
    ({ seat, isCancelled }) => !isCancelled && chosen.value.has(seat),
  );
  const dueMinor = paidFor.reduce(
    (sum, { price, discount, fee }) => sum + price.amount - discount.amount + fee.amount,
    0,
  );
  const due = useSignal(0);
  useEffect(() => {
    due.value = dueMinor;
  }, [dueMinor]);
  const pad = useMemo(() => createTenderPad(() => due.value), []);
  const { currency } = counter.about;
  const isReady = paidFor.length > 0 && reason.value.trim() !== "" && counter.canAct.value;
  const refund = async () => {
    if (!isReady) return;
    const wanted = {
      orderId: order.id,
      seats: paidFor.map(({ seat }) => seat),
      tenders: dueMinor === 0 ? [] : [{ kind: pad.kind.value, amountMinor: dueMinor }],
      reason: reason.value.trim(),
      expectedMinor: dueMinor,
    };
    if (!(await counter.run({ kind: "refund", wanted }))) return;
    onClose();
    await onDone();
  };
  return (
    <Dialog title={w.title} onClose={onClose}>
      {receipt.data ? (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void refund();
          }}
        >
          <ul>
            {order.seats.map(({ seat, key }) => (
              <li key={seat}>
                <label class="check">
                  <input
                    type="checkbox"
                    checked={chosen.value.has(seat)}
                    onChange={() => {
                      const next = new Set(chosen.value);
                      if (!next.delete(seat)) next.add(seat);
                      chosen.value = next;
                    }}
                  />
                  <span>{seatText(readSeatKey(key), lang)}</span>
                </label>
              </li>
            ))}
          </ul>
          <TenderKinds label={w.how} kind={pad.kind.value} onPick={pad.choose} />
          <TextField
            id="refund-reason"
            label={w.reason}
            maxLength={200}
            value={reason.value}
            onChange={(text) => (reason.value = text)}
          />
          <ProblemNote error={counter.acts.refusal.value ?? undefined} />
          <button
            class="btn btn--danger-solid btn--block"
            type="submit"
            aria-disabled={!isReady}
            aria-busy={counter.acts.state.value === "asking"}
          >
            {w.give(money({ amount: dueMinor, currency }, lang))}
          </button>
          <p class="help">{w.after}</p>
        </form>
      ) : receipt.error ? (
        <Trouble error={receipt.error} onRetry={() => void receipt.reload()} />
      ) : (
        <SkeletonLines lines={3} />
      )}
    </Dialog>
  );
}
