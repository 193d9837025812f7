import "./screen/counter.css";
import "./sell/map.css";
import "./sell/sell.css";
import "./money/tender.css";
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { CounterFacts } from "../../../contract/admin/counter.ts";
import type { Shift } from "../../../contract/admin/counter-shifts.ts";
import * as counterApi from "../../api/selling/counter.ts";
import { request } from "../../api/request.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { useKeys } from "./keys/use-keys.ts";
import { type Counter, type CounterApi, createCounter } from "./screen/counter.ts";
import { NetNote } from "./screen/net-note.tsx";
import { useLaterParts } from "./screen/later-parts.ts";
import { TopBar } from "./screen/top-bar.tsx";
import { Selling } from "./sell/selling.tsx";

/** The box office: a whole screen for one clerk, from the opened shift to its count. */
export function CounterPage({ query }: PageProps) {
  const scheduleId = query.get("date");
  const shift = useResource("counter shift", counterApi.getMyShift);
  const about = useResource<CounterFacts>(scheduleId && `counter ${scheduleId}`, () =>
    counterApi.getCounter(scheduleId ?? ""),
  );
  const isStarting = shift.data === null || scheduleId === null;
  const start = useResource(
    isStarting ? "counter start" : null,
    () => import("./screen/start-view.tsx"),
  );
  const open = (id: string | null) =>
    navigate(id === null ? "/admin/counter" : `/admin/counter?date=${id}`, { replace: true });
  const isLoading =
    shift.data === undefined || (scheduleId !== null && !about.data) || (isStarting && !start.data);
  const error = shift.error ?? about.error ?? start.error;
  if (isLoading)
    return (
      <main id="main" class="wrap" tabIndex={-1}>
        {error ? (
          <Trouble
            error={error}
            onRetry={() => void Promise.all([shift.reload(), about.reload(), start.reload()])}
          />
        ) : (
          <SkeletonLines lines={6} />
        )}
      </main>
    );
  if (isStarting || !shift.data || !about.data)
    return start.data ? (
      <start.data.StartView
        about={about.data ?? null}
        shift={shift.data ?? null}
        onBegin={(id, opened) => {
          shift.set(opened);
          open(id);
        }}
      />
    ) : null;
  return (
    <OpenCounter
      key={scheduleId}
      about={about.data}
      shift={shift.data}
      onLeave={(closed) => {
        if (closed) shift.set(null);
        open(null);
      }}
    />
  );
}

const apiOf = (scheduleId: string): CounterApi => ({
  sell: counterApi.sellAtCounter,
  handOut: counterApi.handOut,
  exchange: counterApi.exchangeTickets,
  refund: counterApi.refundAtCounter,
  find: counterApi.findCounterAct,
  holds: {
    hold: (wanted, key) => counterApi.placeCounterHold(scheduleId, wanted, key),
    release: (holdId) => counterApi.releaseCounterHold(scheduleId, holdId),
    extend: (holdId, key) => counterApi.extendCounterHold(scheduleId, holdId, key),
  },
  shift: counterApi.getMyShift,
  ping: () =>
    request("/health", { attemptsMax: 1 }).then(
      () => true,
      () => false,
    ),
});

type OpenCounterProps = {
  about: CounterFacts;
  shift: Shift;
  onLeave: (isClosed: boolean) => void;
};
type Opened = "shift" | "keys" | null;

function OpenCounter({ about, shift, onLeave }: OpenCounterProps) {
  const w = words().counter;
  useTitle(`${local(about.concert.title)} · ${w.title}`);
  const counter = useMemo(
    () => createCounter({ about, shift, api: apiOf(about.scheduleId) }),
    [about.scheduleId],
  );
  const opened = useSignal<Opened>(null);
  const later = useLaterParts();
  useEffect(() => counter.start(), [counter]);
  useKeys(counter, () => (opened.value = "keys"));
  useLeaving(counter);
  const now = counter.shift.value;
  return (
    <>
      <div class="ctr">
        <TopBar
          counter={counter}
          onShift={() => {
            void counter.reloadShift();
            opened.value = "shift";
          }}
          onKeys={() => (opened.value = "keys")}
          onDate={() => {
            counter.clear();
            onLeave(false);
          }}
        />
        <NetNote counter={counter} />
        {counter.tab.value === "sell" ? (
          <Selling counter={counter} />
        ) : later ? (
          <later.FindView counter={counter} />
        ) : (
          <main id="main" class="wrap" tabIndex={-1}>
            <SkeletonLines lines={4} />
          </main>
        )}
        {later && opened.value === "keys" ? (
          <later.KeySheet onClose={() => (opened.value = null)} />
        ) : null}
        {later && opened.value === "shift" ? (
          <later.ShiftDialog
            shift={now}
            canClose={counter.canAct.value}
            onClosed={(closed) => (counter.shift.value = closed)}
            onClose={() => {
              opened.value = null;
              if (counter.shift.peek().closedAt !== null) onLeave(true);
            }}
          />
        ) : null}
      </div>
      {later ? <later.Printer /> : null}
    </>
  );
}

/** A sale that is being paid for is not left by accident. */
function useLeaving({ acts, sale }: Counter): void {
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (acts.state.peek() === "asking" || sale.pad.taken.peek().length > 0)
        event.preventDefault();
    };
    addEventListener("beforeunload", leaving);
    return () => removeEventListener("beforeunload", leaving);
  }, [acts, sale]);
}
