import { words } from "../../state/language.ts";
import { Chart } from "../charts/chart.tsx";
import type { Control } from "./control-state.ts";
import { extendSeries, pausesIn, perMinute } from "../charts/series.ts";

const spans = [15, 60, 180] as const;

/** The charts of a sale: waiting fans and shoppers, the pace, and holds and payments. */
export function Charts({ control }: { control: Control }) {
  const w = words().adminQueue;
  const live = control.sale.value?.live;
  // The series lacks the current moment, which matters most.
  const series = live ? extendSeries(control.series.value, [live], 0) : control.series.value;
  const times = series.map(({ at }) => Date.parse(at));
  const pauses = pausesIn(series);
  const values = (field: "waiting" | "shoppers" | "holds" | "paying") =>
    series.map((census) => census[field]);
  return (
    <>
      <div class="seg adm__spans" role="group" aria-label={w.span}>
        {spans.map((minutes) => (
          <button
            key={minutes}
            type="button"
            aria-pressed={control.spanMs.value === minutes * 60_000}
            onClick={() => void control.look(minutes * 60_000)}
          >
            {w.lastMinutes(minutes)}
          </button>
        ))}
      </div>
      <Chart
        title={w.depth}
        times={times}
        pauses={pauses}
        lines={[
          { name: w.waiting, values: values("waiting") },
          { name: w.shoppers, values: values("shoppers"), isDashed: true },
        ]}
      />
      <Chart
        title={w.speed}
        times={times}
        pauses={pauses}
        lines={[
          { name: w.enteredPerMinute, values: perMinute(series, "entered") },
          { name: w.soldPerMinute, values: perMinute(series, "sold"), isDashed: true },
        ]}
      />
      <Chart
        title={w.shop}
        times={times}
        pauses={pauses}
        lines={[
          { name: w.holds, values: values("holds") },
          { name: w.paying, values: values("paying"), isDashed: true },
        ]}
      />
    </>
  );
}
