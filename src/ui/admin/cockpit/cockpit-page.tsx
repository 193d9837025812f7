import "./cockpit.css";
import { effect, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { WatchedSale } from "../../../contract/admin/sales.ts";
import type { CockpitFrame } from "../../../contract/live/cockpit.ts";
import {
  changeSale,
  extendHolds,
  getCockpit,
  getFilling,
  getQueueReport,
  getWatchedSale,
  listActs,
} from "../../api/admin.ts";
import { getPlan, getSchedule } from "../../api/concerts.ts";
import { stockApi } from "../../api/selling/stock.ts";
import { Icon } from "../../components/icon.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { useTitle } from "../../components/title.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { When } from "../../components/when.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { ActList } from "../activity/activity-list.tsx";
import { type Census, extendSeries } from "../charts/series.ts";
import { usePolling } from "../parts/polling.ts";
import { PresaleCard } from "../sales/presale-card.tsx";
import { SaleBadge } from "../sales/sale-state-badge.tsx";
import { may } from "../staff/employer.ts";
import { adviceFor, methodsIn } from "./advice.ts";
import { CockpitSkeleton } from "./cockpit-skeleton.tsx";
import { type Asking, ControlPanel, QuickBar } from "./controls/control-panel.tsx";
import { type Control, createControl } from "./controls/control-state.ts";
import { FailuresCard } from "./failures-card.tsx";
import { FeltCard } from "./felt-card.tsx";
import { FigureRow } from "./figure-row.tsx";
import { censusOf, cockpitSocket, createFigures, type Figures } from "./figures.ts";
import { RevenueLine } from "./revenue/revenue-line.tsx";
import { DepthCharts, SpeedChart } from "./queue-charts.tsx";
import { SectionControl } from "./controls/section-control.tsx";
import { closedIn } from "./controls/section-state.ts";
import { SectionMap } from "./section-map.tsx";
import type { Touched } from "./words-ko.ts";
import { ZoneList } from "./zone-list.tsx";

const samplesEveryMs = 10_000;
const reloadMs = 30_000;
const blocksEveryMs = 15_000;

const noActs = Promise.resolve({ items: [], nextCursor: null });

/** One date's sale as it happens: its figures, their history, and what can be done. */
export function CockpitPage({ params }: PageProps) {
  const id = params["id"] ?? "";
  const control = useMemo(
    () =>
      createControl({
        read: () => getWatchedSale(id),
        report: (since) => getQueueReport(id, since),
        acts: () => (may("audit.read") ? listActs(id) : noActs),
        change: changeSale,
        extend: (minutes) => extendHolds(id, minutes),
      }),
    [id],
  );
  const figures = useMemo(
    () =>
      createFigures({
        read: (ticket) => getCockpit(id, ticket),
        connect: (ticket) => cockpitSocket(id, ticket),
      }),
    [id],
  );
  useEffect(() => {
    void control.load();
    void control.watch();
  }, [control]);
  useEffect(() => figures.start(), [figures]);
  useEffect(
    () =>
      effect(() => {
        const frame = figures.frame.value;
        if (frame) control.take(censusOf(frame));
      }),
    [control, figures],
  );
  usePolling(control.watch, samplesEveryMs);
  usePolling(control.load, reloadMs);
  const sale = control.sale.value;
  const error = control.error.value;
  useTitle(sale ? local(sale.schedule.title) : words().admin.nav.sales);
  if (!sale && error) return <Trouble error={error} onRetry={() => void control.load()} />;
  if (!sale) return <CockpitSkeleton />;
  return <Loaded control={control} figures={figures} sale={sale} />;
}

type LoadedProps = { control: Control; figures: Figures; sale: WatchedSale };

function Loaded({ control, figures, sale }: LoadedProps) {
  const { schedule, live } = sale;
  const w = words().adminQueue;
  const asking = useSignal<Asking>(null);
  const frame = figures.frame.value;
  const shown = useResource(`schedule:${schedule.id}`, () => getSchedule(schedule.id));
  const price = shown.data?.zones[0]?.price;
  // The series lacks the current moment, which matters most.
  const series = live ? extendSeries(control.series.value, [live], 0) : control.series.value;
  const advice = adviceFor({
    series,
    methods: methodsIn(frame?.failures ?? {}),
    shoppersMax: schedule.shoppersMax,
    admitPerMinute: schedule.admitPerMinute,
  });
  const touched = touchedBy(live);
  const isMine = may("sales.control");
  return (
    <div class="ck">
      <div class="ck__top">
        <Head control={control} sale={sale} />
        <Warnings control={control} figures={figures} sale={sale} />
        <FigureRow {...{ sale, frame, series }} isStale={figures.isStale.value} />
        {may("finance.read") && price ? (
          <RevenueLine scheduleId={schedule.id} currency={price.currency} />
        ) : null}
      </div>
      <div class="ck__main">
        <SpeedChart control={control} series={series} />
      </div>
      <div class="ck__side ck__side--tall">
        {isMine ? (
          <ControlPanel {...{ control, schedule, asking, advice, touched }} />
        ) : (
          <p class="adm__card c-2">{words().admin.lookOnly}</p>
        )}
        {may("presales.edit") && (schedule.sale === "upcoming" || schedule.presales.length > 0) ? (
          <PresaleCard schedule={schedule} onAdded={() => void control.load()} />
        ) : null}
      </div>
      <div class="ck__half">
        <Sections
          scheduleId={schedule.id}
          figures={figures}
          isOver={schedule.sale === "cancelled"}
        />
        <FeltCard felt={frame?.felt ?? {}} />
      </div>
      <div class="ck__half">
        <ZoneList
          zones={shown.data?.zones}
          counts={frame?.zones}
          hasFailed={figures.error.value !== undefined}
        />
        <FailuresCard
          failures={frame?.failures ?? {}}
          countedSince={figures.about.value?.countedSince}
        />
      </div>
      <div class="ck__main">
        <DepthCharts series={series} />
      </div>
      <div class="ck__side">
        <section class="adm__card" aria-labelledby="acts">
          <h2 id="acts">{w.acts}</h2>
          {control.acts.value ? <ActList acts={control.acts.value} /> : <SkeletonLines lines={3} />}
        </section>
      </div>
      {isMine ? <QuickBar {...{ control, schedule, asking }} /> : null}
    </div>
  );
}

type SectionsProps = { scheduleId: string; figures: Figures; isOver: boolean };

/** The seats' own picture; the plan comes by its hash, so it changes with the sale's plan. */
function Sections({ scheduleId, figures, isOver }: SectionsProps) {
  const w = words().cockpit;
  const planHash = figures.about.value?.planHash;
  const frame: CockpitFrame | undefined = figures.frame.value;
  const plan = useResource(planHash ? `plan:${planHash}` : null, () => getPlan(planHash ?? ""));
  const filling = useResource(`filling:${scheduleId}`, () => getFilling(scheduleId));
  usePolling(filling.reload, reloadMs);
  const stock = useMemo(() => stockApi(scheduleId), [scheduleId]);
  const blocks = useResource(`stock-closed:${scheduleId}`, stock.list);
  usePolling(blocks.reload, blocksEveryMs);
  const closed = closedIn(blocks.data?.items ?? []);
  if (plan.data && frame)
    return (
      <>
        <SectionMap
          plan={plan.data}
          sections={frame.sections}
          past={filling.data?.samples ?? []}
          closed={closed}
        />
        {isOver ? null : (
          <SectionControl api={stock} plan={plan.data} closed={closed} onChanged={blocks.reload} />
        )}
      </>
    );
  return (
    <section class="adm__card" aria-labelledby="sections">
      <h2 id="sections">{w.sections}</h2>
      {plan.error || figures.error.value ? (
        <p class="c-2">{w.noSections}</p>
      ) : (
        <SkeletonLines lines={6} />
      )}
    </section>
  );
}

function touchedBy(live: Census | null): Touched {
  const lang = language.value;
  const text = (value: number | undefined) => (value === undefined ? "–" : count(value, lang));
  return {
    waiting: text(live?.waiting),
    shoppers: text(live?.shoppers),
    holds: text(live?.holds),
    paying: text(live?.paying),
    free: text(live?.seatsLeft),
  };
}

function Warnings({ control, figures, sale: { schedule, live } }: LoadedProps) {
  const w = words().cockpit;
  const unit = { style: "unit", unit: "second", unitDisplay: "long" } as const;
  const age = new Intl.NumberFormat(language.value, unit);
  const isLost = figures.isStale.value;
  const isFull = live !== null && live.waiting > 0 && live.shoppers >= schedule.shoppersMax;
  if (isLost)
    return (
      <Note
        text={w.lost(age.format(Math.round(figures.ageMs.value / 1_000)))}
        isAnnounced={false}
      />
    );
  if (control.isStale.value) return <Note text={words().admin.stale} />;
  return isFull && schedule.sale === "open" ? <Note text={w.full} /> : null;
}

/** A text that changes each second is not read out each second. */
function Note({ text, isAnnounced = true }: { text: string; isAnnounced?: boolean }) {
  return (
    <div class="note note--warn" role={isAnnounced ? "status" : "note"}>
      <Icon name={isAnnounced ? "alert" : "offline"} />
      <p>{text}</p>
    </div>
  );
}

function Head({ control, sale: { schedule } }: { control: Control; sale: WatchedSale }) {
  const w = words().adminQueue;
  const awaited = control.awaited.value;
  return (
    <div class="adm__head">
      <div>
        <h1>{local(schedule.title)}</h1>
        <p class="t-14 c-2 adm__about">
          <span>
            <When time={schedule.startsAt} timeZone={schedule.timeZone} /> · {local(schedule.venue)}
          </span>
          <a class="link" href={`/concerts/${schedule.slug}`}>
            {w.fansPage}
          </a>
          {may("stock.read") ? (
            <a class="link" href={`/admin/stock/${schedule.id}`}>
              {w.toStock}
            </a>
          ) : null}
        </p>
      </div>
      <p role="status" class="row">
        <SaleBadge state={schedule.sale} />
        {awaited ? (
          <>
            <Icon name="arrow" size={16} />
            <SaleBadge state={awaited} /> <span class="t-14 c-2">{w.asked}</span>
          </>
        ) : null}
      </p>
    </div>
  );
}
