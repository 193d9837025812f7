import { may } from "../staff/employer.ts";
import { useEffect, useMemo } from "preact/hooks";
import type { WatchedSale } from "../../../contract/admin/sales.ts";
import {
  changeSale,
  extendHolds,
  getQueueReport,
  getWatchedSale,
  listActs,
} from "../../api/admin.ts";
import { Icon } from "../../components/icon.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { useTitle } from "../../components/title.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { When } from "../../components/when.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { ActList } from "../activity/activity-list.tsx";
import { Charts } from "./queue-charts.tsx";
import { type Control, createControl } from "./control-state.ts";
import { ControlPanel } from "./control-panel.tsx";
import { usePolling } from "../parts/polling.ts";
import { PresaleCard } from "./presale-card.tsx";
import { SaleBadge } from "./sale-state-badge.tsx";
import { extendSeries, perMinute } from "../charts/series.ts";
import { Spark } from "../charts/sparkline.tsx";
import { ZoneList } from "./zone-list.tsx";

const everyMs = 3_000;
const reloadMs = 30_000;

const noActs = Promise.resolve({ items: [], nextCursor: null });

/** The queue and the sale of one date: their state, their history, and the actions. */
export function ControlPage({ params }: PageProps) {
  const id = params["id"] ?? "";
  const control = useMemo(
    () =>
      createControl({
        read: () => getWatchedSale(id),
        report: (since) => getQueueReport(id, since),
        acts: () => (may("audit.read") ? listActs(id) : noActs),
        change: (change) => changeSale(id, change),
        extend: (minutes) => extendHolds(id, minutes),
      }),
    [id],
  );
  useEffect(() => {
    void control.load();
    void control.watch();
  }, [control]);
  usePolling(control.watch, everyMs);
  usePolling(control.load, reloadMs);
  const sale = control.sale.value;
  const error = control.error.value;
  useTitle(sale ? local(sale.schedule.title) : words().admin.nav.sales);
  if (!sale && error) return <Trouble error={error} onRetry={() => void control.load()} />;
  if (!sale) return <SkeletonLines lines={8} />;
  return <Loaded control={control} sale={sale} />;
}

function Loaded({ control, sale }: { control: Control; sale: WatchedSale }) {
  const { schedule } = sale;
  const w = words().adminQueue;
  return (
    <>
      <Head control={control} sale={sale} />
      {control.isStale.value ? (
        <div class="note note--warn" role="status">
          <Icon name="alert" />
          <p>{words().admin.stale}</p>
        </div>
      ) : null}
      <Figures control={control} sale={sale} />
      <div class="adm__cols adm__cols--sale">
        <div class="adm__wide adm__stack adm__later">
          <Charts control={control} />
        </div>
        <ControlPanel control={control} schedule={schedule} />
        <div class="adm__stack">
          <ZoneList scheduleId={schedule.id} />
          {schedule.sale === "upcoming" || schedule.presales.length > 0 ? (
            <PresaleCard schedule={schedule} onAdded={() => void control.load()} />
          ) : null}
          <section class="adm__card" aria-labelledby="acts">
            <h2 id="acts">{w.acts}</h2>
            {control.acts.value ? (
              <ActList acts={control.acts.value} />
            ) : (
              <SkeletonLines lines={3} />
            )}
          </section>
        </div>
      </div>
    </>
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

function Figures({ control, sale: { schedule, live } }: { control: Control; sale: WatchedSale }) {
  const w = words().adminQueue;
  const lang = language.value;
  const figure = (value: number | undefined) => (value === undefined ? "–" : count(value, lang));
  const series = live ? extendSeries(control.series.value, [live], 0) : control.series.value;
  const rates = perMinute(series, "entered");
  const curve = (field: "waiting" | "shoppers" | "holds" | "paying" | "sold") =>
    series.map((census) => census[field]);
  const of = (name: string, value: number | undefined) =>
    value === undefined ? "" : `${name} ${count(value, lang)}`;
  const figures: [string, number | undefined, string, number[]?][] = [
    [w.waiting, live?.waiting, of(w.given, live?.given), curve("waiting")],
    [w.rate, live ? (rates.at(-1) ?? 0) : undefined, of(w.most, schedule.admitPerMinute), rates],
    [w.called, live?.called, of(w.returning, live?.returning)],
    [w.missed, live?.missed, of(w.entered, live?.entered)],
    [w.shoppers, live?.shoppers, of(w.most, schedule.shoppersMax), curve("shoppers")],
    [w.holds, live?.holds, of(w.free, live?.seatsLeft), curve("holds")],
    [w.paying, live?.paying, w.payingText, curve("paying")],
    [w.sold, live?.sold ?? schedule.sold, of(w.of, schedule.seatCount), curve("sold")],
  ];
  return (
    <dl class="adm__kpis">
      {figures.map(([name, value, small, values]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="num">
            {values ? <Spark values={values} /> : null}
            {figure(value)}
            <small>{small}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
