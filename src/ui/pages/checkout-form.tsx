import { useComputed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Concert, PriceZone, Schedule } from "../../contract/concerts.ts";
import type { HeldSeat, Hold } from "../../contract/holds.ts";
import type { Money } from "../../contract/money.ts";
import { payFromWallet } from "../api/orders.ts";
import { getWallet } from "../api/wallets.ts";
import { Amount } from "../components/amount.tsx";
import { warnSeconds } from "../components/hold-clock.tsx";
import { Icon } from "../components/icon.tsx";
import { Poster } from "../components/poster.tsx";
import { ProblemNote } from "../components/trouble.tsx";
import { addMoney } from "../i18n/format.ts";
import { seatsText } from "../i18n/seat-names.ts";
import { createPayment, type Payment } from "../sale/payment.ts";
import { clock, secondsUntil } from "../state/clock.ts";
import { language, local, words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";
import { navigate } from "../state/router.ts";
import { account } from "../state/session.ts";

type CheckoutProps = { hold: Hold; schedule: Schedule; concert: Concert | undefined };

/** Everything to look over once more, and the button that pays. */
export function Checkout({ hold, schedule, concert }: CheckoutProps) {
  const w = words().checkout;
  const wallet = useResource("wallet", getWallet);
  const payment = useMemo(() => createPayment(hold, payFromWallet), [hold.id]);
  const pay = async () => {
    const order = await payment.start();
    if (order) navigate(`/orders/${order.id}?new=1`, { replace: true });
    else if (payment.refusal.value?.code === "already-paid") navigate("/me", { replace: true });
    else if (payment.refusal.value) await wallet.reload();
  };
  // A payment that had begun before a reload is taken up where it was, with the same key.
  useEffect(() => {
    if (payment.isUnsettled() || hold.phase === "paying") void pay();
  }, [payment]);
  const balance = wallet.data?.balance;
  const missing = balance ? Math.max(0, hold.total.amount - balance.amount) : 0;
  return (
    <main id="main" class="wrap checkout">
      <div>
        <h1 class="sr">{w.title}</h1>
        <Warning hold={hold} />
        <section class="blk blk--seats" aria-label={w.seats}>
          {concert ? <Poster src={concert.poster} isFirst /> : null}
          <div class="blk__seats">
            <p class="t-14 c-2">{concert ? local(concert.title) : ""}</p>
            <p class="big num">{seatsText(hold.seats, language.value)}</p>
            <p class="t-14 c-2">{zonesText(hold.seats, schedule.zones)}</p>
          </div>
        </section>
        <section class="blk" aria-labelledby="buyer">
          <h2 id="buyer">{w.buyer}</h2>
          <div class="note note--ok">
            <Icon name="check" />
            <p>
              <b>{account.value?.name}</b> · {account.value?.email}
              <br />
              {w.buyerText}
            </p>
          </div>
        </section>
        <section class="blk" aria-labelledby="how">
          <h2 id="how">{w.method}</h2>
          <div class={`payer ${missing > 0 ? "payer--short" : ""}`}>
            <Icon name="wallet" />
            <span class="grow">
              <b>{w.wallet}</b>
              <br />
              <span class="t-14 c-2">
                {w.balance} {balance ? <Amount of={balance} /> : "…"}
              </span>
            </span>
            {missing > 0 ? null : <Icon name="check" />}
          </div>
          {missing > 0 ? (
            <p class="error">
              <Icon name="alert" size={16} />
              <span>{w.short(<Amount of={{ ...hold.total, amount: missing }} />)}</span>
            </p>
          ) : null}
        </section>
      </div>
      <aside class="side" aria-label={w.amount}>
        <h2 class="t-20">{w.amount}</h2>
        <Sum hold={hold} zones={schedule.zones} />
        {missing > 0 && payment.state.value === "idle" ? (
          <TopUpLink hold={hold} missing={missing} />
        ) : (
          <PayButton payment={payment} total={hold.total} onPay={pay} />
        )}
        <p class="help">{w.afterPaying}</p>
      </aside>
    </main>
  );
}

/** With too little in the wallet the one thing to do is to top it up; the way back is in the address. */
function TopUpLink({ hold, missing }: { hold: Hold; missing: number }) {
  const back = encodeURIComponent(`/checkout/${hold.scheduleId}/${hold.id}`);
  return (
    <div class="pay">
      <a class="btn btn--primary btn--lg btn--block" href={`/wallet?need=${missing}&back=${back}`}>
        <span>{words().checkout.topUp(<Amount of={{ ...hold.total, amount: missing }} />)}</span>
      </a>
    </div>
  );
}

/** One minute before the end, said once and without taking anything away. */
function Warning({ hold }: { hold: Hold }) {
  const isNear = useComputed(() => {
    const seconds = secondsUntil(hold.expiresAt, clock.now.value);
    return seconds > 0 && seconds <= warnSeconds && hold.phase === "choosing";
  }).value;
  return (
    <div role="alert">
      {isNear ? (
        <div class="note note--warn">
          <Icon name="clock" />
          <p>{hold.canExtend ? words().hold.warnExtend : words().hold.warn}</p>
        </div>
      ) : null}
    </div>
  );
}

function Sum({ hold, zones }: { hold: Hold; zones: PriceZone[] }) {
  const w = words().checkout;
  const { currency } = hold.total;
  const fees = addMoney(
    hold.seats.map(({ fee }) => fee),
    currency,
  );
  return (
    <dl class="sum">
      {byZone(hold.seats, zones).map(({ zone, seats }) => (
        <div key={zone.id}>
          <dt>{w.line(local(zone.name), seats.length)}</dt>
          <dd>
            <Amount
              of={addMoney(
                seats.map(({ price }) => price),
                currency,
              )}
            />
          </dd>
        </div>
      ))}
      <div>
        <dt>{w.fee(hold.seats.length)}</dt>
        <dd>
          <Amount of={fees} />
        </dd>
      </div>
      <div class="sum__total">
        <dt>{w.total}</dt>
        <dd>
          <Amount of={hold.total} />
        </dd>
      </div>
    </dl>
  );
}

/** Never says that a payment failed while nobody knows: it says that we are finding out. */
function PayButton({ payment, total, onPay }: PayButtonProps) {
  const w = words().checkout;
  const state = payment.state.value;
  return (
    <div class="pay">
      <ProblemNote error={payment.refusal.value} />
      {state === "unknown" ? (
        <div class="note note--warn" role="alert">
          <Icon name="clock" />
          <p>
            <b>{w.checking}</b>
            <br />
            {w.checkingText}
          </p>
        </div>
      ) : null}
      <button
        class="btn btn--primary btn--lg btn--block"
        type="button"
        aria-busy={state === "asking"}
        onClick={() => void onPay()}
      >
        {state === "asking" ? (
          w.asking
        ) : state === "unknown" ? (
          w.askAgain
        ) : (
          <span>{w.pay(<Amount of={total} />)}</span>
        )}
      </button>
    </div>
  );
}

function byZone(seats: HeldSeat[], zones: PriceZone[]) {
  return zones
    .map((zone) => ({ zone, seats: seats.filter(({ zoneId }) => zoneId === zone.id) }))
    .filter(({ seats }) => seats.length > 0);
}

function zonesText(seats: HeldSeat[], zones: PriceZone[]): string {
  const { line } = words().checkout;
  return byZone(seats, zones)
    .map(({ zone, seats }) => line(local(zone.name), seats.length))
    .join(" · ");
}

type PayButtonProps = {
  payment: Payment;
  total: Money;
  onPay: () => Promise<void>;
};
