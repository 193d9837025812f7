import { words } from "../../state/language.ts";
import { Chart } from "../charts/chart.tsx";
import { type Census, pausesIn, perMinute } from "../charts/series.ts";
import type { Control } from "./controls/control-state.ts";

const spans = [15, 60, 180] as const;

/** The pace of a sale, and how far back all charts look. */
export function SpeedChart({ control, series }: { control: Control; series: Census[] }) {
  const w = words().adminQueue;
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
        title={w.speed}
        times={timesOf(series)}
        pauses={pausesIn(series)}
        lines={[
          { name: w.enteredPerMinute, values: perMinute(series, "entered") },
          { name: w.soldPerMinute, values: perMinute(series, "sold"), isDashed: true },
        ]}
      />
    </>
  );
}

/** Waiting fans and shoppers, and holds and payments. */
export function DepthCharts({ series }: { series: Census[] }) {
  const w = words().adminQueue;
  const times = timesOf(series);
  const pauses = pausesIn(series);
  const values = (field: "waiting" | "shoppers" | "holds" | "paying") =>
    series.map((census) => census[field]);
  return (
    <>
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

const timesOf = (series: Census[]): number[] => series.map(({ at }) => Date.parse(at));
