import type { CockpitFrame } from "../../../contract/live/cockpit.ts";
import type { WatchedSale } from "../../../contract/admin/sales.ts";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { type Census, perMinute } from "../charts/series.ts";
import { Spark } from "../charts/sparkline.tsx";
import { waitingPerMinute } from "./advice.ts";

type FigureRowProps = {
  sale: WatchedSale;
  frame: CockpitFrame | undefined;
  series: Census[];
  isStale: boolean;
};

type Figure = {
  name: string;
  value: number | undefined;
  small: string;
  curve: number[];
};

/** The figures that matter most, each with its recent course. */
export function FigureRow({ sale: { schedule, live }, frame, series, isStale }: FigureRowProps) {
  const w = words().adminQueue;
  const c = words().cockpit;
  const lang = language.value;
  const text = (value: number) => count(value, lang);
  const rates = perMinute(series, "entered");
  const curve = (field: "waiting" | "shoppers" | "holds" | "paying" | "sold") =>
    series.map((census) => census[field]);
  const change = waitingPerMinute(series);
  const signed = new Intl.NumberFormat(lang, { signDisplay: "exceptZero" });
  const more = frame?.figures;
  const figures: Figure[] = [
    {
      name: w.waiting,
      value: live?.waiting,
      small:
        change === null
          ? live
            ? `${w.given} ${text(live.given)}`
            : ""
          : c.perMinute(signed.format(change).replace("-", "−")),
      curve: curve("waiting"),
    },
    {
      name: w.rate,
      value: live ? (rates.at(-1) ?? 0) : undefined,
      small: c.target(text(schedule.admitPerMinute)),
      curve: rates,
    },
    {
      name: w.shoppers,
      value: live?.shoppers,
      small: c.target(text(schedule.shoppersMax)),
      curve: curve("shoppers"),
    },
    {
      name: c.seatsHeld,
      value: more?.seatsHeld ?? live?.holds,
      small: more ? c.expired(text(more.expired)) : "",
      curve: curve("holds"),
    },
    { name: w.paying, value: live?.paying, small: w.payingText, curve: curve("paying") },
    {
      name: c.seatsSold,
      value: live?.sold ?? schedule.sold,
      small: c.ofSeats(text(schedule.seatCount)),
      curve: curve("sold"),
    },
  ];
  const rest = live
    ? ([
        [w.called, live.called],
        [w.missed, live.missed],
        [w.returning, live.returning],
        [w.entered, live.entered],
      ] as const)
    : [];
  return (
    <>
      <dl class={isStale ? "adm__kpis ck__figures is-stale" : "adm__kpis ck__figures"}>
        {figures.map(({ name, value, small, curve }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="num">
              <Spark values={curve} />
              {value === undefined ? "–" : text(value)}
              <small>{small}</small>
            </dd>
          </div>
        ))}
      </dl>
      {rest.length === 0 ? null : (
        <p class={isStale ? "t-12 num c-3" : "t-12 num c-2"}>
          {rest.map(([name, value]) => `${name} ${text(value)}`).join(" · ")}
        </p>
      )}
    </>
  );
}
