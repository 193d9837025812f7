import type { AdminOverview } from "../../../contract/admin/sales.ts";
import { getOverview, listActs } from "../../api/admin.ts";
import { Amount } from "../../components/amount.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { useTitle } from "../../components/title.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { may } from "../staff/employer.ts";
import { useResource } from "../../state/resource.ts";
import { ActList } from "../activity/activity-list.tsx";
import { CareList } from "./attention-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { usePolling } from "../parts/polling.ts";
import { SaleTable } from "../sales/sale-table.tsx";

const everyMs = 10_000;

const midnight = () => new Date(new Date().setHours(0, 0, 0, 0)).toISOString();

/** The shop at a glance: today's sales, open sales, and items that need attention. */
export function OverviewPage() {
  const w = words().adminOverview;
  useTitle(w.title);
  const overview = useResource<AdminOverview>("admin-overview", () => getOverview(midnight()));
  usePolling(overview.reload, everyMs);
  const { data, error } = overview;
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
        {data ? (
          <p class="t-14 c-3">
            {w.asOf} <Moment time={data.serverTime} />
            {error ? <b class="c-warn"> · {words().admin.stale}</b> : null}
          </p>
        ) : null}
      </div>
      {data ? (
        <Loaded overview={data} />
      ) : error ? (
        <Trouble error={error} onRetry={() => void overview.reload()} />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </>
  );
}

function Loaded({ overview }: { overview: AdminOverview }) {
  const w = words().adminOverview;
  return (
    <div class="adm__cols">
      {overview.today ? <Today today={overview.today} /> : null}
      <section class="adm__card adm__side" aria-labelledby="cares">
        <h2 id="cares">{w.cares}</h2>
        <CareList overview={overview} />
      </section>
      <section class="adm__card adm__wide" aria-labelledby="sales">
        <h2 id="sales">{w.sales}</h2>
        {overview.sales.length === 0 ? <p class="c-2">{w.noSales}</p> : null}
        {overview.sales.length > 0 ? <SaleTable sales={overview.sales} /> : null}
      </section>
      {may("audit.read") ? <Acts /> : null}
    </div>
  );
}

function Acts() {
  const acts = useResource("admin-acts", () => listActs());
  return (
    <section class="adm__card adm__side" aria-labelledby="acts">
      <div class="between">
        <h2 id="acts">{words().adminActs.title}</h2>
        <a class="link t-14" href="/admin/acts">
          {words().adminActs.all}
        </a>
      </div>
      {acts.data ? (
        <ActList acts={acts.data.items.slice(0, 8)} withObject />
      ) : (
        <SkeletonLines lines={3} />
      )}
    </section>
  );
}

const won = { amount: 0, currency: "KRW" } as const;

function Today({ today }: { today: NonNullable<AdminOverview["today"]> }) {
  const w = words().adminOverview;
  const lang = language.value;
  const sum = (of: "orders" | "tickets") => today.reduce((total, line) => total + line[of], 0);
  const sums = (of: "revenue" | "refunded") =>
    today.length === 0 ? [won] : today.map((line) => line[of]);
  return (
    <dl class="adm__kpis adm__full">
      <Figure name={w.orders} value={count(sum("orders"), lang)} />
      <Figure name={w.tickets} value={count(sum("tickets"), lang)} />
      <div>
        <dt>{w.revenue}</dt>
        {sums("revenue").map((money) => (
          <dd key={money.currency}>
            <Amount of={money} />
          </dd>
        ))}
      </div>
      <div>
        <dt>{w.refunded}</dt>
        {sums("refunded").map((money) => (
          <dd key={money.currency}>
            <Amount of={money} />
          </dd>
        ))}
      </div>
    </dl>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="num">{value}</dd>
    </div>
  );
}
