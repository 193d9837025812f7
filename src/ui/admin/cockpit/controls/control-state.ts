import { computed, signal } from "@preact/signals";
import type { SaleChange } from "../../../../contract/admin/catalog-changes.ts";
import type { AdminSchedule, WatchedSale } from "../../../../contract/admin/sales.ts";
import type { Act } from "../../../../contract/admin/activity.ts";
import type { Page } from "../../../api/concerts.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { type Census, extendSeries } from "../../charts/series.ts";

type SaleState = AdminSchedule["sale"];
export type Action = SaleChange["action"];
type Report = { now: Census; series: Census[] };

export type ControlApi = {
  read: () => Promise<WatchedSale>;
  report: (since: string) => Promise<Report>;
  acts: () => Promise<Page<Act>>;
  change: (seen: AdminSchedule, change: SaleChange) => Promise<unknown>;
  extend: (minutes: number) => Promise<unknown>;
};

const leadsTo: Record<Action, SaleState> = {
  open: "open",
  resume: "open",
  pause: "paused",
  drain: "draining",
  close: "closed",
};

/** The same state once more, so that new terms and a notice can be set without changing it. */
const sameAgain: Partial<Record<SaleState, Action>> = {
  upcoming: "resume",
  open: "resume",
  paused: "pause",
  draining: "drain",
  closed: "close",
};

/** The state of one sale's page. An action shows at once as requested, and as done once it is confirmed. */
export function createControl(api: ControlApi, now: () => number = Date.now) {
  const sale = signal<WatchedSale | undefined>(undefined);
  const acts = signal<Act[] | undefined>(undefined);
  const series = signal<Census[]>([]);
  const spanMs = signal(3_600_000);
  const error = signal<ApiError | undefined>(undefined);
  const refusal = signal<ApiError | undefined>(undefined);
  const asked = signal<Action | null>(null);
  const isBusy = signal(false);
  const isStale = computed(() => sale.value !== undefined && error.value !== undefined);
  /** The state that a press leads to until it is confirmed. */
  const awaited = computed(() => {
    if (asked.value === null) return null;
    const to = leadsTo[asked.value];
    return to === sale.value?.schedule.sale ? null : to;
  });

  async function load(): Promise<void> {
    try {
      [sale.value, acts.value] = await Promise.all([
        api.read(),
        api.acts().then(({ items }) => items),
      ]);
      error.value = undefined;
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
  }

  async function watch(): Promise<void> {
    const fromMs = now() - spanMs.value;
    const last = series.value.at(-1)?.at;
    const since = new Date(Math.max(fromMs, last ? Date.parse(last) : 0)).toISOString();
    try {
      const report = await api.report(since);
      series.value = extendSeries(series.value, report.series, fromMs);
      take(report.now);
      error.value = undefined;
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
  }

  /** The present figures, from elsewhere than a report. */
  function take(live: Census): void {
    // It may run where reading the sale would make it run again.
    const known = sale.peek();
    if (known) sale.value = { ...known, live };
  }

  /** Looks further back, or less far. */
  async function look(ms: number): Promise<void> {
    spanMs.value = ms;
    series.value = [];
    await watch();
  }

  /** Returns true if the action is known to be done. In any case the sale is loaded again. */
  async function act(what: Action | null, doing: () => Promise<unknown>): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    asked.value = what;
    refusal.value = undefined;
    try {
      await doing();
      return true;
    } catch (thrown) {
      refusal.value = asApiError(thrown);
      return false;
    } finally {
      await load();
      asked.value = null;
      isBusy.value = false;
    }
  }

  const change = (change: SaleChange) => {
    const seen = sale.value?.schedule;
    return seen ? act(change.action, () => api.change(seen, change)) : Promise.resolve(false);
  };
  const setTerms = (terms: Omit<SaleChange, "action">) => {
    const seen = sale.value?.schedule;
    const action = seen && sameAgain[seen.sale];
    return action
      ? act(null, () => api.change(seen, { action, ...terms }))
      : Promise.resolve(false);
  };
  const extend = (minutes: number) => act(null, () => api.extend(minutes));

  const state = { sale, acts, series, spanMs, error, refusal, awaited, isBusy, isStale };
  return { ...state, load, watch, take, look, change, setTerms, extend };
}
export type Control = ReturnType<typeof createControl>;
