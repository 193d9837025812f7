import type { Hold } from "../../../contract/sale/holds.ts";
import type { Deposit, Payment } from "../../../contract/money/payments.ts";
import { getConcert, getSchedule } from "../../api/concerts.ts";
import { listHolds } from "../../api/sales.ts";
import { Amount } from "../../components/amount.tsx";
import { HoldClock } from "../../holds/hold-clock.tsx";
import { Icon, type IconName } from "../../components/icon.tsx";
import { When } from "../../components/when.tsx";
import { seatsText } from "../../../contract/plan/seat-names.ts";
import { language, local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { recallJson } from "../../state/storage.ts";
import { showToast } from "../../state/toast.ts";
import { bankName } from "../../orders/refunds/banks.ts";

/** The status as icon and text, announced if it may still change. */
export function Head({ icon, title, text, isOpen = false }: HeadProps) {
  return (
    <header class="returned__head">
      <Icon name={icon} />
      <h1>{title}</h1>
      <p class="c-2" {...(isOpen ? { role: "status" as const } : {})}>
        {text}
      </p>
    </header>
  );
}

type HeadProps = { icon: IconName; title: string; text: string; isOpen?: boolean };

/** The concert, its date, and the seats, if not held then as this browser remembers them. Its room is there from the start. */
function About({ payment: { scheduleId, holdId }, held = null }: AboutProps) {
  const schedule = useResource(scheduleId === null ? null : `schedule:${scheduleId}`, () =>
    getSchedule(scheduleId ?? ""),
  ).data;
  const concertId = schedule?.concertId;
  const concert = useResource(concertId ? `concert:${concertId}` : null, () =>
    getConcert(concertId ?? ""),
  ).data;
  const kept = recallJson<Hold>(`hold.${scheduleId}`);
  const seats = held?.seats ?? (kept?.id === holdId ? kept?.seats : undefined);
  if (scheduleId === null) return null;
  return (
    <div style={{ minHeight: "4.625rem" }}>
      {schedule && concert ? (
        <>
          <p class="t-18 semi">{local(concert.title)}</p>
          <p class="c-2">
            <When time={schedule.startsAt} timeZone={concert.venue.timeZone} />
          </p>
        </>
      ) : null}
      {seats ? <p class="num">{seatsText(seats, language.value)}</p> : null}
    </div>
  );
}

type AboutProps = { payment: Payment; held?: Hold | null };

/** The account to pay into. One press copies the number for the bank's app. */
export function DepositView({ payment, deposit }: { payment: Payment; deposit: Deposit }) {
  const w = words().payment;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const copy = async () => {
    const isCopied = await navigator.clipboard.writeText(deposit.accountNumber).then(
      () => true,
      () => false,
    );
    showToast({ text: isCopied ? w.copied : w.notCopied });
  };
  return (
    <div class="stack-6 outcome">
      <Head icon="clock" title={w.deposit} text={w.depositText} />
      <About payment={payment} />
      <dl class="dl">
        <dt>{w.bank}</dt>
        <dd class="semi">{local(bankName(deposit.bank))}</dd>
        <dt>{w.account}</dt>
        <dd class="row row--wrap">
          <b class="t-20 num">{deposit.accountNumber}</b>
          <button class="btn btn--secondary btn--sm" type="button" onClick={() => void copy()}>
            {w.copy}
          </button>
        </dd>
        <dt>{w.holder}</dt>
        <dd>{deposit.holder}</dd>
        <dt>{w.amount}</dt>
        <dd class="semi">
          <Amount of={payment.amount} />
        </dd>
        <dt>{w.until}</dt>
        <dd class="semi">
          <When time={deposit.dueAt} timeZone={timeZone} />
        </dd>
      </dl>
      <p>
        <a class="btn btn--secondary" href="/payments">
          {w.toPayments}
        </a>
      </p>
    </div>
  );
}

/** Nothing was paid: why, that nothing is lost, and the way on with the time that is left. */
export function RefusedView({ payment }: { payment: Payment }) {
  const w = words().payment;
  const { scheduleId, holdId } = payment;
  const {
    data: hold,
    error,
    reload,
  } = useResource<Hold | null>(
    scheduleId === null ? null : `returned:${payment.id}`,
    async () => (await listHolds(scheduleId ?? "")).find(({ id }) => id === holdId) ?? null,
  );
  const isHeld = hold?.phase === "choosing" ? hold : null;
  const why = whyOf(payment.reason);
  return (
    <div class="stack-6 outcome">
      <Head icon="close" title={why === "called-off" ? w.calledOff : w.refused} text={w.why[why]} />
      <About payment={payment} held={isHeld} />
      {isHeld ? <HoldClock hold={isHeld} onExpired={() => void reload()} /> : null}
      {hold === undefined && !error ? null : (
        <div class="row row--wrap">
          <a class="btn btn--primary" href={`/checkout/${scheduleId}/${holdId}`}>
            {isHeld ? w.payAgain : w.holdAgain}
          </a>
          <a class="btn btn--secondary" href={`/schedules/${scheduleId}`}>
            {words().expired.map}
          </a>
        </div>
      )}
    </div>
  );
}

/** The seats were gone. Shows the reason and the refund. */
export function GivenBackView({ payment }: { payment: Payment }) {
  const w = words().payment;
  const [refund] = payment.refunds;
  const isToWallet = refund?.to === "wallet";
  const isDone = payment.status === "refunded";
  return (
    <div class="stack-6 outcome">
      <Head icon="info" title={w.givenBack} text={whyBack(payment.reason)} />
      <About payment={payment} />
      <div class={`note ${isDone ? "note--ok" : "note--warn"}`} role="status">
        <Icon name={isDone ? "check" : "clock"} />
        <p>
          <b>
            <Amount of={payment.amount} />
          </b>
          {" · "}
          {isToWallet ? w.toWallet : isDone ? w.backDone : w.backDue}
        </p>
      </div>
      <div class="row row--wrap">
        <a class="btn btn--primary" href={`/schedules/${payment.scheduleId}`}>
          {words().expired.map}
        </a>
        <a class="btn btn--secondary" href={isToWallet ? "/wallet" : "/payments"}>
          {isToWallet ? words().nav.wallet : w.toPayments}
        </a>
      </div>
    </div>
  );
}

function whyBack(reason: string | null): string {
  const w = words().payment;
  if (reason === "show-cancelled") return w.showCancelled;
  if (reason === "show-begun") return w.showBegun;
  return reason === "insufficient-funds" ? w.walletShort : w.seatsGone;
}

/** Nothing is known of the payment's end yet. */
export function UnknownView({ payment }: { payment: Payment | null }) {
  const w = words().payment;
  return (
    <div class="stack-6 outcome">
      <p class="progress" aria-hidden="true" />
      <Head icon="clock" isOpen title={w.asking} text={w.unknownText} />
      {payment ? <About payment={payment} /> : null}
      <div class="row row--wrap">
        <a class="btn btn--secondary" href="/payments">
          {w.toPayments}
        </a>
        <a class="btn btn--quiet" href="/me">
          {words().expired.tickets}
        </a>
      </div>
    </div>
  );
}

/** The payment has not been agreed to yet: its window can be opened again. */
export function OpenView({ payment }: { payment: Payment }) {
  const w = words().payment;
  return (
    <div class="stack-6 outcome">
      <Head icon="clock" title={w.open} text={w.openText} />
      <About payment={payment} />
      <div class="row row--wrap">
        {payment.checkoutUrl === null ? null : (
          <a class="btn btn--primary" href={payment.checkoutUrl}>
            {words().openPayment.goOn}
          </a>
        )}
        <a class="btn btn--secondary" href={`/checkout/${payment.scheduleId}/${payment.holdId}`}>
          {w.payAgain}
        </a>
      </div>
    </div>
  );
}

type Why = "called-off" | "hold-expired" | "expired" | "bank";

function whyOf(reason: string | null): Why {
  switch (reason) {
    case "PAY_PROCESS_CANCELED":
    case "USER_CANCEL":
      return "called-off";
    case "hold-expired":
      return "hold-expired";
    case "expired":
    case "PAY_PROCESS_ABORTED":
      return "expired";
    default:
      return "bank";
  }
}
