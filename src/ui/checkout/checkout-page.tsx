import "../styles/my-pages.ts";
import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Concert, Schedule } from "../../contract/catalog/concerts.ts";
import type { Hold } from "../../contract/sale/holds.ts";
import { getConcert, getSchedule } from "../api/concerts.ts";
import { extendHold, getBoard, listHolds } from "../api/sales.ts";
import { BuyingBar } from "../sale/buying-bar.tsx";
import { Gate } from "../account/gate.tsx";
import { focusHeading } from "../components/heading-focus.ts";
import type { HoldEnd } from "../holds/give-back.ts";
import { GivingBack } from "../holds/giving-back.tsx";
import { HoldClock, useSecondsLeft } from "../holds/hold-clock.tsx";
import { keepHolds } from "../holds/kept-holds.ts";
import { createPause, type Pause } from "../sale/pause.ts";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import type { PageProps } from "../frame/screen.tsx";
import { useTitle } from "../components/title.tsx";
import { problemText, Trouble } from "../components/feedback/trouble.tsx";
import { asApiError } from "../api/problem.ts";
import { OpenPayment } from "./open-payment.tsx";
import { clock } from "../state/clock.ts";
import { words } from "../state/language.ts";
import { type Resource, useResource } from "../state/resource.ts";
import { dismissToast, showToast, toast } from "../state/toast.ts";
import { recall, recallJson, remember } from "../state/storage.ts";
import { navigate } from "../state/router.ts";
import { account } from "../state/session.ts";
import { AtZero } from "./at-zero.tsx";
import { Checkout } from "./checkout-form.tsx";
import { Expired } from "./checkout-expired.tsx";
import { createDraft, type Draft } from "./use-checkout.ts";

/** Pays for held seats while the clock runs. */
export function CheckoutPage({ params }: PageProps) {
  useTitle(words().checkout.title);
  return (
    <Gate reason={words().checkout.signIn} isPage>
      {() => <Loaded scheduleId={params["scheduleId"] ?? ""} holdId={params["holdId"] ?? ""} />}
    </Gate>
  );
}

/** An expired hold is gone from the server; its seats are remembered here to hold them again. */
async function findHold(scheduleId: string, holdId: string): Promise<Hold | null> {
  const holds = await listHolds(scheduleId);
  for (const { serverTime } of holds) clock.learn(serverTime);
  keepHolds(account.peek()?.id, scheduleId, holds);
  const found = holds.find(({ id }) => id === holdId);
  if (found) remember(`hold.${scheduleId}`, JSON.stringify(found));
  const kept = recallJson<Hold>(`hold.${scheduleId}`);
  return found ?? (kept?.id === holdId ? { ...kept, expiresAt: goneAt } : null);
}

/** Only the server can end a hold; the local clock cannot. */
const goneAt = new Date(0).toISOString();
const isGone = ({ expiresAt }: Hold) => expiresAt === goneAt;

function Loaded({ scheduleId, holdId }: { scheduleId: string; holdId: string }) {
  const w = words().checkout;
  const schedule = useResource(`schedule:${scheduleId}`, () => getSchedule(scheduleId));
  const concertId = schedule.data?.concertId;
  const concert = useResource(concertId ? `concert:${concertId}` : null, () =>
    getConcert(concertId ?? ""),
  );
  const hold = useResource(`hold:${holdId}`, () => findHold(scheduleId, holdId));
  const draft = useMemo(
    () => createDraft({ id: holdId, scheduleId }, account.peek()?.email ?? ""),
    [holdId],
  );
  // A page restored from the back-forward cache knows nothing of later events.
  useEffect(() => {
    const wake = (event: PageTransitionEvent) => {
      if (event.persisted) void hold.reload();
    };
    addEventListener("pageshow", wake);
    return () => removeEventListener("pageshow", wake);
  }, [hold.reload]);
  const pause = useMemo(
    () => createPause(() => getBoard(scheduleId), hold.reload),
    [scheduleId, hold.reload],
  );
  useEffect(() => pause.watch(), [pause]);
  const isPaused = pause.now.value !== null;
  // The schedule reports how a pause affects this hold's time.
  useEffect(() => {
    if (isPaused) void hold.reload();
  }, [isPaused]);
  // The actions offered on the map are not available here.
  useEffect(() => {
    if (toast.peek()?.action) dismissToast();
  }, []);
  const back = { href: `/schedules/${scheduleId}`, label: w.back };
  const error = hold.data === undefined ? (hold.error ?? schedule.error) : undefined;
  const isConcertKnown = concert.data !== undefined || concert.error !== undefined;
  return (
    <>
      <BuyingBar schedule={schedule.data} concert={concert.data} back={back}>
        {hold.data ? <Clock hold={hold.data} onExtend={() => extend(hold)} /> : null}
      </BuyingBar>
      {error ? (
        <main id="main" class="wrap page">
          <Trouble error={error} onRetry={() => void hold.reload()} />
        </main>
      ) : hold.data !== undefined && schedule.data && isConcertKnown ? (
        <Step
          draft={draft}
          holdId={holdId}
          hold={hold.data}
          schedule={schedule.data}
          concert={concert.data}
          pause={pause.now}
          onChanged={hold.reload}
          onExtend={() => extend(hold)}
        />
      ) : (
        <main id="main" class="wrap page">
          <SkeletonLines lines={8} />
        </main>
      )}
    </>
  );
}

/** Two minutes more, once. */
async function extend(resource: Resource<Hold | null>): Promise<void> {
  const hold = resource.data;
  if (!hold) return;
  try {
    const longer = await extendHold(hold.scheduleId, hold.id);
    clock.learn(longer.serverTime);
    resource.set(longer);
    // It can be had once: the button is gone.
    requestAnimationFrame(focusHeading);
    showToast({ text: words().hold.extended });
  } catch (thrown) {
    showToast({ text: problemText(asApiError(thrown)) });
    await resource.reload();
  }
}

/** The clock in the bar, with one extension. */
function Clock({ hold, onExtend }: { hold: Hold; onExtend: () => Promise<void> }) {
  const isRunning = useSecondsLeft(hold) > 0;
  if (hold.phase !== "choosing" || !isRunning) return null;
  return (
    <>
      {hold.canExtend ? (
        <button class="btn btn--ghost btn--sm" type="button" onClick={() => void onExtend()}>
          {words().hold.extend}
        </button>
      ) : null}
      <HoldClock hold={hold} />
    </>
  );
}

function Step({ hold, ...props }: StepProps) {
  const { holdId, schedule } = props;
  if (hold === null) return <Expired {...{ holdId, hold, schedule }} />;
  return <StepOf {...props} hold={hold} />;
}

function StepOf({ draft, hold, schedule, concert, pause, onChanged, onExtend }: HeldStepProps) {
  const isOver = useSecondsLeft(hold) === 0;
  // A payment started here continues with its own key, even if the hold has changed.
  const isBegun = recall(`payment.${hold.id}`) !== null;
  if (isBegun || (hold.phase === "choosing" && !isOver)) {
    const about = { draft, hold, schedule, concert, pause, onChanged, onExtend };
    return <Checkout {...about} />;
  }
  if (isGone(hold)) return <Expired {...{ holdId: hold.id, hold, schedule }} />;
  return (
    <main id="main" class="wrap page narrow">
      {hold.phase === "ending" ? (
        <GivingBack hold={hold} onEnd={(end) => leave(end, hold)} />
      ) : hold.phase === "paying" ? (
        <OpenPayment hold={hold} onChanged={onChanged} />
      ) : (
        <AtZero hold={hold} onAsk={onChanged} />
      )}
    </main>
  );
}

function leave(end: HoldEnd, { scheduleId }: Hold): void {
  if (end === "paid") return navigate("/me", { replace: true });
  showToast({ text: words().givingBack.done });
  navigate(`/schedules/${scheduleId}`, { replace: true });
}

type StepProps = {
  draft: Draft;
  holdId: string;
  hold: Hold | null;
  schedule: Schedule;
  concert: Concert | undefined;
  pause: ReadonlySignal<Pause | null>;
  onChanged: () => Promise<void>;
  onExtend: () => Promise<void>;
};
type HeldStepProps = StepProps & { hold: Hold };
