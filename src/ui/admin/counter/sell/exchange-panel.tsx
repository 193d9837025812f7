import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { readSeatKey, seatsText } from "../../../../contract/plan/seat-names.ts";
import { type ExchangeWanted, previewExchange } from "../../../api/selling/counter.ts";
import { ProblemNote, Trouble } from "../../../components/feedback/trouble.tsx";
import { money, signedMoney } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { may } from "../../staff/employer.ts";
import { TextField } from "../../parts/text-field.tsx";
import { TenderFields } from "../money/tender-fields.tsx";
import { TenderKinds } from "../money/tender-kinds.tsx";
import { createTenderPad } from "../money/tender-pad.ts";
import { CounterIcon } from "../screen/counter-icon.tsx";
import type { Counter, Exchange } from "../screen/counter.ts";
import { HoldClock } from "./hold-clock.tsx";
import { tendersOf } from "./counter-sale.ts";

/** Other seats for tickets: what they cost more is paid, and what they cost less is given back. */
export function ExchangePanel({ counter, exchange }: { counter: Counter; exchange: Exchange }) {
  const [w, lang] = [words().counter.exchange, language.value];
  const { holding, acts, about } = counter;
  const { order, seats } = exchange;
  const isWaived = useSignal(false);
  const reason = useSignal("");
  const held = holding.hold.value;
  const isComplete = held !== null && held.seats.length === seats.length;
  const asked = (): ExchangeWanted => ({
    orderId: order.id,
    seats,
    to: { scheduleId: about.scheduleId, holdId: held?.id ?? "" },
    isWaived: false,
    tenders: [],
  });
  const preview = useResource(isComplete ? `counter exchange ${order.id} ${held.id}` : null, () =>
    previewExchange(asked()),
  );
  const difference = isWaived.value ? 0 : (preview.data?.difference.amount ?? 0);
  const due = useSignal(0);
  useEffect(() => {
    due.value = Math.max(0, difference);
  }, [difference]);
  const pad = useMemo(() => createTenderPad(() => due.value), []);
  const of = (amount: number) => money({ amount, currency: about.currency }, lang);
  const lacksReason = isWaived.value && reason.value.trim() === "";
  const isReady = isComplete && preview.data !== undefined && !lacksReason && counter.canAct.value;
  const old = order.seats.filter(({ seat }) => seats.includes(seat));
  const change = async () => {
    const next = pad.next.peek();
    if (!isReady) return;
    if (difference > 0 && next.kind === "part") return pad.take(next.part);
    if (difference > 0 && next.kind !== "pay") return;
    const tenders =
      difference > 0 && next.kind === "pay"
        ? tendersOf(next.parts)
        : difference < 0
          ? [{ kind: pad.kind.peek(), amountMinor: -difference }]
          : [];
    const wanted: ExchangeWanted = {
      ...asked(),
      isWaived: isWaived.value,
      tenders,
      ...(isWaived.value ? { reason: reason.value.trim() } : {}),
      ...(isWaived.value ? {} : { expectedMinor: difference }),
    };
    await counter.run({ kind: "exchange", wanted });
  };
  return (
    <aside class="ctr__side" aria-label={w.title}>
      <div class="ctr__scroll">
        <div class="sell__head">
          <h2>
            {w.title}
            <HoldClock holding={holding} isPaying={acts.state.value !== "idle"} />
          </h2>
          <button class="btn btn--quiet" type="button" onClick={counter.clear}>
            {w.stop}
          </button>
        </div>
        <dl class="swap">
          <dt>{w.old}</dt>
          <dd>
            {seatsText(
              old.map(({ key }) => readSeatKey(key)),
              lang,
            )}
          </dd>
          <dt>{w.new}</dt>
          <dd>{held ? seatsText(held.seats, lang) : w.pick(seats.length)}</dd>
          {preview.data && isComplete ? (
            <>
              <dt>{w.difference}</dt>
              <dd class="swap__sum">
                {signedMoney({ amount: difference, currency: about.currency }, lang)}
              </dd>
            </>
          ) : null}
        </dl>
        {held && !isComplete ? <p class="c-2">{w.pick(seats.length)}</p> : null}
        {preview.error ? (
          <Trouble error={preview.error} onRetry={() => void preview.reload()} />
        ) : null}
        {may("counter.manage") && (preview.data?.difference.amount ?? 0) !== 0 ? (
          <label class="check">
            <input
              type="checkbox"
              checked={isWaived.value}
              onChange={(event) => (isWaived.value = event.currentTarget.checked)}
            />
            <span>{w.waive}</span>
          </label>
        ) : null}
        {isWaived.value ? (
          <TextField
            id="waive-reason"
            label={w.reason}
            maxLength={200}
            value={reason.value}
            onChange={(text) => (reason.value = text)}
          />
        ) : null}
        <ProblemNote error={acts.refusal.value ?? undefined} />
      </div>
      {difference > 0 ? (
        <TenderFields pad={pad} currency={about.currency} />
      ) : difference < 0 ? (
        <section class="ctr__tender" aria-label={w.giveBackHow}>
          <TenderKinds label={w.giveBackHow} kind={pad.kind.value} onPick={pad.choose} />
        </section>
      ) : null}
      <div class="ctr__foot">
        <button
          class="btn btn--primary btn--block ctr__go"
          type="button"
          aria-busy={acts.state.value === "asking"}
          aria-disabled={!isReady}
          onClick={() => void change()}
        >
          <CounterIcon name="swap" />
          {difference > 0
            ? w.pay(of(difference))
            : difference < 0
              ? w.giveBack(of(-difference))
              : w.same}
        </button>
      </div>
    </aside>
  );
}
