import "../styles/my-pages.ts";
import type { ReadonlySignal } from "@preact/signals";
import type { Concert, Schedule } from "../../contract/catalog/concerts.ts";
import type { Hold } from "../../contract/sale/holds.ts";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { Poster } from "../components/poster.tsx";
import { Trouble } from "../components/feedback/trouble.tsx";
import { When } from "../components/when.tsx";
import { seatsText } from "../../contract/plan/seat-names.ts";
import { Agreements } from "./fields/agreements.tsx";
import { Buyer } from "./fields/buyer.tsx";
import { Coupon } from "./fields/coupon.tsx";
import { Methods } from "./fields/methods.tsx";
import { LastMinute, PayButton, PayNotes, TopUpLink } from "./pay-button.tsx";
import { PriceLines } from "./price-lines.tsx";
import { PriceTypes } from "./fields/price-types.tsx";
import { PartLines, UseBalance } from "./fields/balance-part.tsx";
import { hasReceipt } from "./order-form.ts";
import { ReceiptFields } from "./fields/receipt-fields.tsx";
import { RefundTable } from "../orders/refunds/refund-table.tsx";
import { PauseNote } from "../sale/pause-note.tsx";
import type { Pause } from "../sale/pause.ts";
import { type Draft, useCheckout } from "./use-checkout.ts";
import { language, local, words } from "../state/language.ts";
import { zonesText } from "../orders/order-zones.ts";

type CheckoutProps = {
  draft: Draft;
  hold: Hold;
  schedule: Schedule;
  concert: Concert | undefined;
  pause: ReadonlySignal<Pause | null>;
  onChanged: () => Promise<void>;
  onExtend: () => Promise<void>;
};

/** Everything to choose and to look over once more, and the button that pays. */
export function Checkout({ draft, hold, schedule, concert, ...props }: CheckoutProps) {
  const { pause, onChanged, onExtend } = props;
  const w = words().checkout;
  const checkout = useCheckout(draft, hold, onChanged);
  const { choice, form, terms, way, missing, balance, part } = checkout;
  const quote = choice.quote.value;
  if (!checkout.isReady)
    return (
      <main id="main" class="wrap page">
        <SkeletonLines lines={8} />
      </main>
    );
  return (
    <main id="main" class="wrap checkout">
      <div>
        <h1 class="sr">{w.title}</h1>
        <section class="blk blk--seats" aria-label={w.seats}>
          {concert ? <Poster src={concert.poster} isFirst sizes="84px" /> : null}
          <div class="blk__seats">
            {concert ? (
              <p class="t-14 c-2">
                <When time={schedule.startsAt} timeZone={concert.venue.timeZone} />
                <span class="hide-s"> · </span>
                <span class="line-s">{local(concert.venue.name)}</span>
              </p>
            ) : null}
            <p class="big num">{seatsText(hold.seats, language.value)}</p>
            <p class="t-14 c-2">
              {concert ? local(concert.title) : ""}
              {quote ? (
                <>
                  <span class="hide-s"> · </span>
                  <span class="line-s">{zonesText({ seats: quote.seats, status: "paid" })}</span>
                </>
              ) : null}
            </p>
          </div>
        </section>
        <Buyer form={form} />
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
        {part ? <UseBalance part={part} form={form} /> : null}
        {hasReceipt(way) ? <ReceiptFields form={form} /> : null}
        {terms && quote ? (
          <RefundTable
            quote={quote}
            terms={terms}
            schedule={schedule}
            priceTypes={choice.priceTypes.value}
          />
        ) : null}
        <Agreements form={form} concert={concert} />
      </div>
      <Side hold={hold} checkout={checkout} pause={pause} onExtend={onExtend} />
    </main>
  );
}

type SideProps = Pick<CheckoutProps, "hold" | "pause" | "onExtend"> & {
  checkout: ReturnType<typeof useCheckout>;
};

/** The price and the pay button. */
function Side({ hold, checkout, pause, onExtend }: SideProps) {
  const { choice, payment, pay, way, missing, fromWallet, isBusy } = checkout;
  const w = words().checkout;
  const quote = choice.quote.value;
  const error = choice.error.value;
  const toPay =
    quote && fromWallet
      ? { ...fromWallet, amount: quote.total.amount - fromWallet.amount }
      : quote?.total;
  const isIdle = payment.state.value === "idle";
  return (
    <aside class="side" aria-label={w.amount}>
      <h2 class="t-20">{w.amount}</h2>
      {quote ? <PriceLines quote={quote} /> : null}
      {toPay && fromWallet ? <PartLines fromWallet={fromWallet} toPay={toPay} /> : null}
      {error ? <Trouble error={error} onRetry={() => void choice.refresh()} /> : null}
      <div class="pay">
        {missing && way === "wallet" && isIdle ? (
          <TopUpLink hold={hold} missing={missing} />
        ) : toPay || !isIdle ? (
          <PayButton payment={payment} total={toPay} isBusy={isBusy} onPay={pay} />
        ) : null}
        <div class="pay__notes">
          <PauseNote pause={pause} canPay />
          <LastMinute hold={hold} onExtend={onExtend} />
          <PayNotes payment={payment} />
        </div>
      </div>
      <p class="help">
        {way === null || way === "wallet" ? w.afterPaying : words().payWith.atGateway}
      </p>
    </aside>
  );
}
