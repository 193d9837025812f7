import { useSignal } from "@preact/signals";
import type { FoundOrder } from "../../../../contract/admin/counter-orders.ts";
import { readSeatKey, seatText } from "../../../../contract/plan/seat-names.ts";
import type { TenderKind } from "../../../../contract/money/order-channels.ts";
import { previewRefund } from "../../../api/selling/refunds.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { money } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { TextField } from "../../parts/text-field.tsx";
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
  const chosen = useSignal<ReadonlySet<number>>(new Set(order.seats.map(({ seat }) => seat)));
  const by = useSignal<"full" | "rules">("full");
  const reason = useSignal("");
  const hand = useSignal<TenderKind>("cash");
  const seats = [...chosen.value].sort((a, b) => a - b);
  const wanted = { seats, by: by.value, hand: hand.value };
  const name = seats.length > 0 ? `counter refund ${order.id} ${JSON.stringify(wanted)}` : null;
  const preview = useResource(name, () => previewOf(order.id, wanted));
  const refund = preview.data?.refund;
  const dueMinor = refund?.amount ?? 0;
  const isReady =
    refund !== undefined && !preview.error && reason.value.trim() !== "" && counter.canAct.value;
  const isBusy =
    counter.acts.state.value === "asking" || (name !== null && !refund && !preview.error);
  const give = async () => {
    if (!isReady) return;
    const act = {
      orderId: order.id,
      seats,
      tenders: dueMinor === 0 ? [] : [{ kind: wanted.hand, amountMinor: dueMinor }],
      reason: reason.value.trim(),
      expectedMinor: dueMinor,
    };
    if (!(await counter.run({ kind: "refund", wanted: act }))) {
      void preview.reload();
      return;
    }
    onClose();
    await onDone();
  };
  return (
    <Dialog title={w.title} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void give();
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
        <div class="seg" role="group" aria-label={w.amount}>
          {(["full", "rules"] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={by.value === each}
              onClick={() => (by.value = each)}
            >
              {w.by[each]}
            </button>
          ))}
        </div>
        <TenderKinds label={w.how} kind={hand.value} onPick={(kind) => (hand.value = kind)} />
        <TextField
          id="refund-reason"
          label={w.reason}
          maxLength={200}
          value={reason.value}
          onChange={(text) => (reason.value = text)}
        />
        <ProblemNote error={preview.error ?? counter.acts.refusal.value ?? undefined} />
        <button
          class="btn btn--danger-solid btn--block"
          type="submit"
          aria-disabled={!isReady}
          aria-busy={isBusy}
        >
          {refund ? w.give(money(refund, lang)) : w.title}
        </button>
        <p class="help">{w.after}</p>
      </form>
    </Dialog>
  );
}

type Wanted = { seats: number[]; by: "full" | "rules"; hand: TenderKind };

/** What the server would give back now, which knows of every refund before. */
const previewOf = (orderId: string, { seats, by, hand }: Wanted) =>
  previewRefund(orderId, { seats, money: { by }, seat: "sale", to: "hand", hand });
