import { useEffect } from "preact/hooks";
import type { Hold } from "../../contract/sale/holds.ts";
import { Icon } from "../components/icon.tsx";
import { When } from "../components/when.tsx";
import { clockText } from "../i18n/format.ts";
import { secondsLeft, useSecondsLeft, warnSeconds } from "./hold-clock.tsx";
import { getConcert, getSchedule } from "../api/concerts.ts";
import { local, words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";
import { address } from "../state/router.ts";
import { account } from "../state/session.ts";
import { useClock } from "../state/use-clock.ts";
import { isOnWaitlist } from "../waitlist/on-waitlist.ts";
import { dismissed, dismissDeposit } from "./dismissed.ts";
import { ended, hasOwnClock, lookAt, type Standing, standingHolds } from "./standing-holds.ts";

/** How often the page asks the schedule of a shown hold whether its clock still runs. */
const lookMs = 60_000;
/** At zero, until the schedule has answered. */
const atZeroMs = 2_000;

/** Shows on every page which seats are held for the fan and for how long, and links back to the payment. */
export function HoldBar() {
  const { path } = address.value;
  const shown = useClock(
    (nowMs) => mostUrgent(standingHolds.value, path, nowMs()),
    [standingHolds.value, path, isOnWaitlist.value, dismissed.value],
  );
  if (hasOwnClock(path)) return null;
  if (shown && isDeposit(shown)) return <Deposit key={shown.holdId} standing={shown} />;
  if (shown?.hold) return <HeldBar key={shown.holdId} standing={shown} hold={shown.hold} />;
  if (shown?.payment) return <Unknown scheduleId={shown.scheduleId} paymentId={shown.payment.id} />;
  if (ended.value?.accountId === account.value?.id && ended.value) return <Over {...ended.value} />;
  return null;
}

/** The hold with the least time; then a payment that is being looked up; then a deposit. */
function mostUrgent(items: readonly Standing[], path: string, nowMs: number): Standing | null {
  const held = items.filter((item) => isHeld(item, nowMs));
  const left = ({ hold }: Standing) => (hold ? secondsLeft(hold, nowMs) : 0);
  const [first] = held.sort((a, b) => left(a) - left(b));
  const unknown = items.find(({ hold, payment }) => !hold && payment?.status === "unknown");
  return first ?? unknown ?? items.find((item) => isDue(item, path, nowMs)) ?? null;
}

const isDeposit = ({ payment }: Standing) => payment?.status === "awaiting-deposit";

function isHeld(standing: Standing, nowMs: number): boolean {
  const { hold, offeredUntil } = standing;
  // While its own time runs, the banner of the waitlist shows an offer.
  const hasBanner = isOnWaitlist.value && offeredUntil !== null && Date.parse(offeredUntil) > nowMs;
  return hold !== null && hold.phase !== "ending" && !hasBanner && !isDeposit(standing);
}

/** My tickets and the payments page list pending transfers. */
function isDue({ payment }: Standing, path: string, nowMs: number): boolean {
  const isListed = path === "/me" || path === "/payments";
  const isOpen = payment?.status === "awaiting-deposit" && payment.dueAt !== null;
  return (
    isOpen &&
    !isListed &&
    Date.parse(payment.dueAt ?? "") > nowMs &&
    !dismissed.value.has(payment.id)
  );
}

function HeldBar({ standing, hold }: { standing: Standing; hold: Hold }) {
  const w = words().holdBar;
  const { scheduleId, holdId, seats, payment } = standing;
  const seconds = useSecondsLeft(hold);
  const isPaying = hold.phase === "paying";
  const isLast = seconds <= warnSeconds && !isPaying;
  useEffect(
    () => every(seconds === 0 ? atZeroMs : lookMs, () => lookAt(standing)),
    [seconds === 0, holdId],
  );
  const what =
    payment?.status === "unknown" ? w.confirming : isPaying ? w.paying(seats) : w.held(seats);
  return (
    <aside class={`holdbar ${isLast ? "holdbar--warn" : ""}`} aria-label={w.label}>
      <div class="wrap holdbar__in">
        <p class="grow">
          <span role="status">
            {what}
            {isLast ? <span class="sr">{` ${words().hold.warn}`}</span> : null}
          </span>
          <span aria-hidden="true"> · </span>
          <b class="num" role="timer" aria-label={w.left}>
            {clockText(seconds)}
          </b>
          <Title of={scheduleId} />
          {hold.isPaused ? <small>{w.paused}</small> : null}
        </p>
        <a class="btn btn--sm" href={`/checkout/${scheduleId}/${holdId}`}>
          {isPaying && payment?.status !== "ready" ? w.see : w.goOn}
        </a>
      </div>
    </aside>
  );
}

/** The title of the concert that the seats are for. */
function Title({ of: scheduleId }: { of: string }) {
  const schedule = useResource(`schedule:${scheduleId}`, () => getSchedule(scheduleId));
  const id = schedule.data?.concertId;
  const concert = useResource(id ? `concert:${id}` : null, () => getConcert(id ?? ""));
  return concert.data ? <small>{local(concert.data.title)}</small> : null;
}

/** Money may have moved, and the gateway has not confirmed it yet. */
function Unknown({ scheduleId, paymentId }: { scheduleId: string; paymentId: string }) {
  const w = words().holdBar;
  return (
    <aside class="holdbar" aria-label={w.label}>
      <div class="wrap holdbar__in">
        <p class="grow" role="status">
          {w.confirming}
          <Title of={scheduleId} />
        </p>
        <a class="btn btn--sm" href={`/payment/return?payment=${paymentId}`}>
          {w.see}
        </a>
      </div>
    </aside>
  );
}

/** A transfer has a deadline instead of a running clock, and the fan can dismiss its notice. */
function Deposit({ standing: { scheduleId, seats, payment } }: { standing: Standing }) {
  const w = words().holdBar;
  if (!payment?.dueAt) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <aside class="holdbar holdbar--quiet" aria-label={w.label}>
      <div class="wrap holdbar__in">
        <p class="grow" role="status">
          {w.deposit(seats, <When time={payment.dueAt} timeZone={timeZone} />)}
          <Title of={scheduleId} />
        </p>
        <a class="btn btn--secondary btn--sm" href={`/payment/return?payment=${payment.id}`}>
          {w.account}
        </a>
        <button
          class="icon-btn"
          type="button"
          aria-label={w.putAway}
          onClick={() => dismissDeposit(payment.id)}
        >
          <Icon name="close" size={20} />
        </button>
      </div>
    </aside>
  );
}

function Over({ scheduleId, holdId }: { scheduleId: string; holdId: string }) {
  const w = words().holdBar;
  return (
    <aside class="holdbar holdbar--quiet" aria-label={w.label}>
      <div class="wrap holdbar__in">
        <p class="grow" role="status">
          {w.over}
          <Title of={scheduleId} />
        </p>
        <a class="btn btn--secondary btn--sm" href={`/checkout/${scheduleId}/${holdId}`}>
          {w.again}
        </a>
      </div>
    </aside>
  );
}

/** Asks again and again while the page is seen, the first time at once if it is urgent. */
function every(ms: number, look: () => Promise<void>): () => void {
  if (ms === atZeroMs) void look();
  // A little chance keeps the fans of one second from asking together.
  const timer = setInterval(
    () => {
      if (!document.hidden) void look();
    },
    ms * (0.9 + Math.random() * 0.2),
  );
  return () => clearInterval(timer);
}
