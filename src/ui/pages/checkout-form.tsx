import "../payment/payment.css";
import { useComputed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Concert, Schedule } from "../../contract/concerts.ts";
import type { Hold } from "../../contract/holds.ts";
import { type OrderWish, placeOrder } from "../api/orders.ts";
import { getTerms, priceHold } from "../api/payments.ts";
import { getWallet } from "../api/wallets.ts";
import { warnSeconds } from "../components/hold-clock.tsx";
import { Icon } from "../components/icon.tsx";
import { SkeletonLines } from "../components/loading.tsx";
import { Poster } from "../components/poster.tsx";
import { Trouble } from "../components/trouble.tsx";
import { seatsText } from "../../contract/seat-names.ts";
import { createChoice, forgetChoice, isAboutCoupon } from "../payment/choice.ts";
import { Coupon } from "../payment/coupon.tsx";
import { Methods } from "../payment/methods.tsx";
import { PayButton, TopUpLink } from "../payment/pay-button.tsx";
import { PriceLines } from "../payment/price-lines.tsx";
import { PriceTypes } from "../payment/price-types.tsx";
import { RefundTable } from "../payment/refund-table.tsx";
import { createPayment } from "../sale/payment.ts";
import { clock, secondsUntil } from "../state/clock.ts";
import { language, local, words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";
import { navigate } from "../state/router.ts";
import { account } from "../state/session.ts";

type CheckoutProps = {
  hold: Hold;
  schedule: Schedule;
  concert: Concert | undefined;
  onChanged: () => Promise<void>;
};

/** Everything to choose and to look over once more, and the button that pays. */
export function Checkout({ hold, schedule, concert, onChanged }: CheckoutProps) {
  const w = words().checkout;
  const terms = useResource(`terms:${schedule.id}`, () => getTerms(schedule.id)).data;
  const checkout = useCheckout(hold, onChanged);
  const { choice, way, missing, balance } = checkout;
  const quote = choice.quote.value;
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
          </div>
        </section>
        <Buyer />
        {terms ? <PriceTypes hold={hold} terms={terms} choice={choice} /> : null}
        <Coupon choice={choice} />
        <Methods
          chosen={way}
          onChoose={(method) => {
            choice.method.value = method;
          }}
          balance={balance}
          missing={missing}
          depositMinutes={terms?.depositMinutes ?? 0}
        />
        {terms && quote ? (
          <RefundTable
            quote={quote}
            terms={terms}
            schedule={schedule}
            priceTypes={choice.priceTypes.value}
          />
        ) : null}
      </div>
      <Side hold={hold} checkout={checkout} />
    </main>
  );
}

type SideProps = { hold: Hold; checkout: ReturnType<typeof useCheckout> };

/** What it costs, and the one thing to press. */
function Side({ hold, checkout: { choice, payment, pay, way, missing } }: SideProps) {
  const w = words().checkout;
  const quote = choice.quote.value;
  const error = choice.error.value;
  return (
    <aside class="side" aria-label={w.amount}>
      <h2 class="t-20">{w.amount}</h2>
      {quote ? <PriceLines quote={quote} /> : null}
      {error ? <Trouble error={error} onRetry={() => void choice.refresh()} /> : null}
      {quote || error ? null : <SkeletonLines lines={3} />}
      {missing && way === "wallet" && payment.state.value === "idle" ? (
        <TopUpLink hold={hold} missing={missing} />
      ) : (
        <PayButton payment={payment} total={way === null ? undefined : quote?.total} onPay={pay} />
      )}
      <p class="help">
        {way === null || way === "wallet" ? w.afterPaying : words().payWith.atCompany}
      </p>
    </aside>
  );
}

function useCheckout(hold: Hold, onChanged: () => Promise<void>) {
  const wallet = useResource("wallet", getWallet);
  const choice = useMemo(() => createChoice(hold, priceHold), [hold.id]);
  const payment = useMemo(() => createPayment(hold, placeOrder), [hold.id]);
  const total = choice.quote.value?.total;
  const balance = wallet.data?.balance;
  const short = total && balance ? total.amount - balance.amount : 0;
  const missing = total && short > 0 ? { ...total, amount: short } : null;
  // Nothing is chosen for the fan before it is known what the wallet affords, so that no choice changes by itself.
  const isKnown = total !== undefined && (balance !== undefined || wallet.error !== undefined);
  const offered = isKnown ? (missing || !balance ? "card" : "wallet") : null;
  const way = choice.method.value ?? offered;
  const send = async (wish: OrderWish) => {
    const order = await payment.start(wish);
    const refusal = payment.refusal.value;
    if (order?.status === "awaiting-payment") {
      const { id, checkoutUrl } = order.payment;
      if (checkoutUrl === null) navigate(`/payment/return?payment=${id}`);
      else location.assign(checkoutUrl);
    } else if (order) {
      forgetChoice(hold.id);
      navigate(`/orders/${order.id}?new=1`, { replace: true });
    }
    if (order) return;
    if (refusal?.code === "already-paid") navigate("/me", { replace: true });
    else if (refusal && isAboutCoupon(refusal)) await choice.dropCoupon(refusal);
    else if (refusal) await Promise.all([wallet.reload(), choice.refresh(), onChanged()]);
  };
  const pay = async () => {
    const begun = payment.begun();
    if (begun) await send(begun.wish);
    else if (choice.quote.value && way !== null) await send(choice.wish(way));
  };
  // A payment that had begun before a reload is taken up where it was, with the same key.
  useEffect(() => {
    void choice.refresh();
    const begun = payment.begun();
    if (begun) void send(begun.wish);
  }, [payment]);
  return { choice, payment, pay, way, missing, balance };
}

function Buyer() {
  const w = words().checkout;
  return (
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
