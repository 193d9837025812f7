import { useSignal } from "@preact/signals";
import type { AdminOrder } from "../../../contract/admin/orders.ts";
import { readSeatKey, seatText } from "../../../contract/plan/seat-names.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { nameVisitor } from "../../api/selling/orders.ts";
import { releaseKeptSeats } from "../../api/selling/refunds.ts";
import { Amount } from "../../components/amount.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { ProblemNote, problemText } from "../../components/feedback/trouble.tsx";
import { language, local, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { Table } from "../parts/table.tsx";
import { TextField } from "../parts/text-field.tsx";
import { may } from "../staff/employer.ts";

type Seat = AdminOrder["seats"][number];
type SeatsProps = { order: AdminOrder; onChanged: (order: AdminOrder) => void };

/** The seats with their price types, their visitors and what each cost. */
export function OrderSeats({ order, onChanged }: SeatsProps) {
  const w = words().orderPages;
  const naming = useSignal<Seat | null>(null);
  const isBusy = useSignal(false);
  const sellAgain = async ({ seat }: Seat) => {
    isBusy.value = true;
    try {
      await releaseKeptSeats(order.id, [seat]);
      const seats = order.seats.map((each) =>
        each.seat === seat ? { ...each, isKeptOut: false } : each,
      );
      onChanged({ ...order, seats });
      showToast({ text: w.soldAgain });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    isBusy.value = false;
  };
  const canName = may("orders.edit") && may("people.read");
  return (
    <section class="adm__card" aria-labelledby="seats">
      <h2 id="seats">{w.ticketsTitle}</h2>
      <Table
        name={w.ticketsTitle}
        head={[w.seats, w.priceType, w.visitor, `>${w.amount}`]}
        isStacked
      >
        {order.seats.map((seat) => (
          <tr key={seat.seat}>
            <td class="adm__what">
              {seatText(readSeatKey(seat.key), language.value)}
              <span class="adm__sub">
                {[
                  local(seat.zoneName),
                  ...(seat.isCancelled ? [w.states.cancelled] : []),
                  ...(seat.isKeptOut ? [w.keptOut] : []),
                ].join(" · ")}
              </span>
              {seat.isKeptOut && may("refunds.make") ? (
                <button
                  class="btn btn--quiet btn--sm"
                  type="button"
                  disabled={isBusy.value}
                  aria-label={`${w.sellAgain}: ${seatText(readSeatKey(seat.key), language.value)}`}
                  onClick={() => void sellAgain(seat)}
                >
                  {w.sellAgain}
                </button>
              ) : null}
            </td>
            <td data-label={w.priceType}>{seat.priceType ? local(seat.priceType) : w.usual}</td>
            <td data-label={w.visitor}>
              {order.buyer ? (seat.visitor ?? w.visitorIsBuyer) : w.hidden}{" "}
              {canName && !seat.isCancelled ? (
                <button
                  class="btn btn--quiet btn--sm"
                  type="button"
                  aria-label={`${w.rename}: ${seatText(readSeatKey(seat.key), language.value)}`}
                  onClick={() => (naming.value = seat)}
                >
                  {w.rename}
                </button>
              ) : null}
            </td>
            <td class="right nowrap">
              <Amount
                of={{
                  ...seat.price,
                  amount: seat.price.amount - seat.discount.amount + seat.fee.amount,
                }}
              />
            </td>
          </tr>
        ))}
      </Table>
      {naming.value ? (
        <VisitorDialog
          orderId={order.id}
          seat={naming.value}
          onClose={() => (naming.value = null)}
          onChanged={(changed) => {
            naming.value = null;
            onChanged(changed);
            showToast({ text: w.renamed });
          }}
        />
      ) : null}
    </section>
  );
}

type VisitorProps = {
  orderId: string;
  seat: Seat;
  onClose: () => void;
  onChanged: (order: AdminOrder) => void;
};

function VisitorDialog({ orderId, seat, onClose, onChanged }: VisitorProps) {
  const w = words().orderPages;
  const name = useSignal(seat.visitor ?? "");
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const save = async () => {
    isBusy.value = true;
    try {
      const visitor = name.value.trim() === "" ? null : name.value.trim();
      onChanged(await nameVisitor(orderId, { seat: seat.seat, visitor }));
    } catch (thrown) {
      refusal.value = asApiError(thrown);
      isBusy.value = false;
    }
  };
  return (
    <Dialog title={w.renameTitle} onClose={onClose}>
      <p class="c-2">
        {seatText(readSeatKey(seat.key), language.value)}. {w.renameText}
      </p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy.value) void save();
        }}
      >
        <TextField
          id="visitor"
          label={w.visitor}
          value={name.value}
          maxLength={80}
          onChange={(value) => (name.value = value)}
        />
        <ProblemNote error={refusal.value} />
        <div class="adm__answers">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button class="btn btn--primary" type="submit" aria-busy={isBusy.value}>
            {w.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
