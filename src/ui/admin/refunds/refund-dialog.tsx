import "./refunds.css";
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { AdminOrder } from "../../../contract/admin/orders.ts";
import type { StaffRefundPreview } from "../../../contract/admin/refunds/staff-refunds.ts";
import { readSeatKey, seatText } from "../../../contract/plan/seat-names.ts";
import { asApiError } from "../../api/problem.ts";
import type { StockBlock } from "../../../contract/admin/stock/stock.ts";
import { stockApi } from "../../api/selling/stock.ts";
import { may } from "../staff/employer.ts";
import { makeRefund, previewRefund } from "../../api/selling/refunds.ts";
import { Dialog } from "../../components/dialog.tsx";
import { problemText } from "../../components/feedback/trouble.tsx";
import { money } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { Account, Destination, MoneySwitch, Reason, SeatSwitch } from "./refund-fields.tsx";
import { askedBy, firstChoice, needsReason, type RefundChoice } from "./refund-state.ts";
import { RefundSums } from "./refund-sums.tsx";

type RefundDialogProps = { order: AdminOrder; onClose: () => void; onDone: () => void };

/** Refunds tickets of one order: what to return, what becomes of the tickets, and exactly what that does. */
export function RefundDialog({ order, onClose, onDone }: RefundDialogProps) {
  const w = words().adminRefunds;
  const live = order.seats.filter(({ isCancelled }) => !isCancelled);
  const choice = useSignal(firstChoice(live.map(({ seat }) => seat)));
  const asked = askedBy(choice.value);
  const name = asked && `refund ${order.id} ${JSON.stringify(asked)}`;
  const seen = useResource(name, () => previewRefund(order.id, asked!));
  const blocks = useBlocks(order.scheduleId);
  const last = useRef<StaffRefundPreview | null>(null);
  if (seen.data) last.current = seen.data;
  const act = useAct(order, choice, () => void seen.reload(), onDone);
  return (
    <Dialog title={`${w.refund} · ${order.number}`} onClose={onClose}>
      <form
        class="refund"
        onSubmit={(event) => {
          event.preventDefault();
          if (asked && seen.data) void act.run(seen.data.fingerprint);
        }}
      >
        <Tickets order={order} choice={choice} />
        <MoneySwitch choice={choice} />
        <SeatSwitch choice={choice} blocks={blocks} />
        {choice.value.isMoney ? (
          <Destination choice={choice} targets={last.current?.targets ?? []} />
        ) : null}
        {seen.data?.needsAccount === true ? <Account choice={choice} /> : null}
        <Reason choice={choice} isNeeded={needsReason(choice.value)} />
        <Result
          preview={asked ? seen.data : undefined}
          note={
            choice.value.seats.length === 0
              ? w.chooseTicket
              : asked === null
                ? w.chooseSwitch
                : seen.error
                  ? problemText(seen.error)
                  : null
          }
        />
        <Submit choice={choice.value} preview={asked ? seen.data : undefined} isBusy={act.isBusy} />
      </form>
    </Dialog>
  );
}

/** Where there are none, or they cannot be loaded, the seats can go on sale or stay empty. */
function useBlocks(scheduleId: string): readonly StockBlock[] {
  const name = may("stock.edit") ? `refund blocks ${scheduleId}` : null;
  const stock = useResource(name, () => stockApi(scheduleId).list());
  return stock.data?.items ?? [];
}

/** The act has one key for one choice, so that a repeated press refunds once. */
function useAct(
  order: AdminOrder,
  choice: Signal<RefundChoice>,
  onChanged: () => void,
  onDone: () => void,
) {
  const w = words().adminRefunds;
  const isBusy = useSignal(false);
  const key = useRef(crypto.randomUUID());
  useEffect(() => {
    key.current = crypto.randomUUID();
  }, [choice.value]);
  const run = async (fingerprint: string) => {
    const { reason, account } = choice.value;
    const asked = askedBy(choice.value);
    if (!asked || isBusy.value) return;
    isBusy.value = true;
    const told = {
      ...asked,
      ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      ...(account.accountNumber === "" ? {} : { account }),
    };
    try {
      const made = await makeRefund(order.id, told, { fingerprint, key: key.current });
      showToast({ text: made.status === "due" ? w.doneLater : w.done });
      onDone();
    } catch (thrown) {
      const error = asApiError(thrown);
      const isChanged = error.code === "refund-changed";
      if (isChanged) onChanged();
      showToast({ text: isChanged ? w.changed : problemText(error) });
    }
    isBusy.value = false;
  };
  return { run, isBusy: isBusy.value };
}

function Tickets({ order, choice }: { order: AdminOrder; choice: Signal<RefundChoice> }) {
  const w = words().adminRefunds;
  const { seats, isCancel } = choice.value;
  return (
    <fieldset class="refund__tickets">
      <legend>{w.tickets}</legend>
      {order.seats.map(({ seat, key, price, discount, fee, isCancelled }) => (
        <label key={seat} class="refund__ticket">
          <input
            type="checkbox"
            checked={seats.includes(seat)}
            disabled={isCancelled && isCancel}
            onChange={(event) => {
              const others = seats.filter((each) => each !== seat);
              const chosen = event.currentTarget.checked ? [...others, seat] : others;
              choice.value = { ...choice.value, seats: chosen };
            }}
          />
          <span>
            <b>{seatText(readSeatKey(key), language.value)}</b>
            <small class="c-2 num">
              {isCancelled
                ? w.gone
                : money(
                    { ...price, amount: price.amount - discount.amount + fee.amount },
                    language.value,
                  )}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Result({
  preview,
  note,
}: {
  preview: StaffRefundPreview | undefined;
  note: string | null;
}) {
  return (
    <div class="refund__result" aria-live="polite" aria-busy={!preview && note === null}>
      {note === null ? null : <p class="c-danger t-14">{note}</p>}
      {preview ? <RefundSums preview={preview} /> : null}
    </div>
  );
}

type SubmitProps = {
  choice: RefundChoice;
  preview: StaffRefundPreview | undefined;
  isBusy: boolean;
};

function Submit({ choice: { isCancel }, preview, isBusy }: SubmitProps) {
  const w = words().adminRefunds;
  const amount = preview ? money(preview.refund, language.value) : "";
  const isNone = preview?.refund.amount === 0;
  const text = isNone ? w.doCancel : isCancel ? w.doBoth(amount) : w.doMoney(amount);
  return (
    <div class="dialog__actions refund__do">
      <button class="btn btn--primary" type="submit" disabled={!preview} aria-busy={isBusy}>
        {preview ? text : w.refund}
      </button>
      <small class="c-2">{w.logged}</small>
    </div>
  );
}
