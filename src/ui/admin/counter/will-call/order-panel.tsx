import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { FoundOrder } from "../../../../contract/admin/counter-orders.ts";
import { readSeatKey, seatText } from "../../../../contract/plan/seat-names.ts";
import { getReceipt } from "../../../api/selling/counter.ts";
import { Icon } from "../../../components/icon.tsx";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { count, dayAndHour, hour, money } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import { may } from "../../staff/employer.ts";
import { TenderFields } from "../money/tender-fields.tsx";
import { printTickets } from "../print/pieces.tsx";
import { MailTickets } from "../print/mail-tickets.tsx";
import { CounterIcon } from "../screen/counter-icon.tsx";
import type { Counter } from "../screen/counter.ts";
import { createHanding, type Handing } from "./handing.ts";
import { RefundDialog } from "./refund-dialog.tsx";
import { UndoDialog } from "./undo-dialog.tsx";

type OrderPanelProps = { counter: Counter; order: FoundOrder; onChanged: () => Promise<void> };
type Opened = "refund" | "undo" | null;

/** A found order: check, collect the difference, hand out; or change it. */
export function OrderPanel({ counter, order, onChanged }: OrderPanelProps) {
  const w = words().counter.find;
  const lang = language.value;
  const handing = useMemo(() => createHanding(order), [order]);
  const opened = useSignal<Opened>(null);
  const { timeZone } = counter.about;
  const gone = order.seats.filter(({ handedOutAt }) => handedOutAt !== null);
  // What was refused before concerned another order.
  useEffect(() => counter.forgetRefusal(), [order.id]);
  const isBusy = counter.acts.state.value === "asking";
  const close = () => {
    opened.value = null;
    counter.forgetRefusal();
  };
  const handOut = async () => {
    const wanted = handing.take();
    if (!wanted || !(await counter.run({ kind: "collection", wanted }))) return;
    const receipt = counter.done.peek()?.receipt;
    if (receipt) printTickets(receipt, wanted.seats);
    await onChanged();
  };
  const exchange = () => {
    counter.clear();
    counter.exchange.value = { order, seats: [...handing.chosen.peek()] };
    counter.tab.value = "sell";
  };
  return (
    <aside class="ctr__side" aria-label={w.chosen}>
      <div class="ctr__scroll will__order">
        <div>
          <p class="t-14 c-2 num">
            {order.number} ·{" "}
            {w.paid(dayAndHour({ time: order.paidAt, timeZone, lang }), w.channels[order.channel])}
          </p>
          <h2 class="will__who">{order.name ?? w.nameless}</h2>
        </div>
        <Seats order={order} handing={handing} timeZone={timeZone} />
        {handing.waiting.length > 0 ? <Checks handing={handing} /> : null}
        <ProblemNote error={counter.acts.refusal.value ?? undefined} />
        <div class="will__acts">
          {may("counter.manage") && gone.length > 0 ? (
            <>
              <button
                class="btn btn--secondary"
                type="button"
                onClick={() =>
                  void getReceipt(order.id).then((receipt) => printTickets(receipt), counter.tell)
                }
              >
                {w.printAgain}
              </button>
              <button
                class="btn btn--secondary"
                type="button"
                onClick={() => (opened.value = "undo")}
              >
                {w.undo}
              </button>
            </>
          ) : null}
          <button class="btn btn--secondary" type="button" onClick={exchange}>
            <CounterIcon name="swap" size={20} />
            {w.exchange}
          </button>
          <button
            class="btn btn--secondary"
            type="button"
            onClick={() => (opened.value = "refund")}
          >
            {w.refund}
          </button>
        </div>
        <MailTickets
          key={order.id}
          orderId={order.id}
          isOfAccount={order.channel === "web"}
          mail={null}
        />
      </div>
      {handing.dueMinor.value > 0 ? (
        <TenderFields pad={handing.pad} currency={counter.about.currency} />
      ) : null}
      {handing.waiting.length > 0 ? (
        <div class="ctr__foot">
          <button
            class="btn btn--primary btn--block ctr__go"
            type="button"
            aria-busy={isBusy}
            aria-disabled={handing.lacks.value !== null || !counter.canAct.value}
            onClick={() => void handOut()}
          >
            {isBusy ? null : <CounterIcon name="print" />}
            {goText(handing, counter)}
          </button>
          <p class="help" role="status">
            {handing.lacks.value === null ? w.onceOnly : w.lacks[handing.lacks.value]}
          </p>
        </div>
      ) : null}
      {opened.value === "refund" ? (
        <RefundDialog {...{ counter, order }} onDone={onChanged} onClose={close} />
      ) : opened.value === "undo" ? (
        <UndoDialog order={order} onDone={onChanged} onClose={close} />
      ) : null}
    </aside>
  );
}

function goText({ dueMinor, seats }: Handing, { about }: Counter): string {
  const w = words().counter.find;
  const tickets = count(seats.value.length, language.value);
  if (dueMinor.value === 0) return w.handOut(tickets);
  const due = money({ amount: dueMinor.value, currency: about.currency }, language.value);
  return w.handOutFor(due, tickets);
}

/** The tickets, with who handed them out; of several, those that are meant can be chosen. */
function Seats({
  order,
  handing,
  timeZone,
}: {
  order: FoundOrder;
  handing: Handing;
  timeZone: string;
}) {
  const [w, lang] = [words().counter.find, language.value];
  const isOne = order.seats.length === 1;
  return (
    <ul class="will__seats">
      {order.seats.map((seat) => {
        const name = seatText(readSeatKey(seat.key), lang);
        const isGone = seat.handedOutAt !== null;
        return (
          <li key={seat.seat} class="will__seat">
            <label class="check">
              {isOne ? null : (
                <input
                  type="checkbox"
                  checked={handing.chosen.value.has(seat.seat)}
                  onChange={() => handing.toggle(seat.seat)}
                />
              )}
              <span>
                <b>{name}</b>
                <small>
                  {[local(seat.zoneName), seat.priceType && local(seat.priceType)]
                    .filter(Boolean)
                    .join(" · ")}
                </small>
              </span>
            </label>
            {isGone && seat.handedOutAt ? (
              <p class="will__gone">
                <CounterIcon name="print" size={16} />
                {w.goneBy(
                  hour({ time: seat.handedOutAt, timeZone, lang }),
                  seat.handedOutBy ?? w.somebody,
                )}
              </p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/** What has to be seen before the tickets leave the counter. */
function Checks({ handing }: { handing: Handing }) {
  const [w, lang] = [words().counter.find, language.value];
  return (
    <div class="will__checks">
      <label class="check sell__proof">
        <input
          type="checkbox"
          checked={handing.isPersonSeen.value}
          onChange={(event) => (handing.isPersonSeen.value = event.currentTarget.checked)}
        />
        <span>
          {w.person}
          <small>{w.personHelp}</small>
        </span>
      </label>
      {handing.seats.value.map(({ seat, key, proof, fullPriceDifference }) => {
        if (!proof) return null;
        const state = handing.proofs.value.get(seat) ?? null;
        return (
          <div key={seat} class="will__proof">
            <label class="check sell__proof">
              <input
                type="checkbox"
                checked={state === "seen"}
                onChange={(event) =>
                  handing.prove(seat, event.currentTarget.checked ? "seen" : null)
                }
              />
              <span>
                {words().counter.sell.proof(local(proof))}
                <small>{seatText(readSeatKey(key), lang)}</small>
              </span>
            </label>
            {fullPriceDifference.amount > 0 ? (
              <p class="between">
                <span class="t-14 c-2">{w.noProof}</span>
                <button
                  class={
                    state === "full-price"
                      ? "btn btn--sm will__diff is-on"
                      : "btn btn--secondary btn--sm will__diff"
                  }
                  type="button"
                  aria-pressed={state === "full-price"}
                  onClick={() => handing.prove(seat, state === "full-price" ? null : "full-price")}
                >
                  {state === "full-price" ? <Icon name="check" size={16} /> : null}
                  {w.difference(money(fullPriceDifference, lang))}
                </button>
              </p>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
