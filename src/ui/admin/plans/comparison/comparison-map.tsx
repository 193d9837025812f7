import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Expanded } from "../../../../contract/plan/checking/plan-diff.ts";
import { words } from "../../../state/language.ts";
import { boxAround, type Box, type Difference, type Kind, kinds } from "./differences.ts";
import { drawComparison } from "./drawing.ts";

type ComparisonMapProps = {
  from: Expanded;
  to: Expanded;
  differences: Record<Kind, Difference[]>;
  chosen: Difference | null;
};

/** Both plans in one drawing: what stays is pale, and each kind of difference has a color and a shape of its own. */
export function ComparisonMap({ from, to, differences, chosen }: ComparisonMapProps) {
  const w = words().adminPlans;
  const canvas = useRef<HTMLCanvasElement>(null);
  const zoom = useSignal(1);
  const whole = wholeBox(from, to);
  useEffect(() => {
    zoom.value = 1;
  }, [chosen]);
  const box = zoomed(chosen ? boxAround(chosen, { from, to }) : whole, zoom.value);
  useEffect(() => {
    const drawn = canvas.current;
    if (!drawn) return undefined;
    const draw = () => drawComparison(drawn, { from, to, differences, chosen, box });
    draw();
    if (typeof ResizeObserver === "undefined") return undefined;
    const watch = new ResizeObserver(draw);
    watch.observe(drawn);
    const themes = matchMedia("(prefers-color-scheme: dark)");
    themes.addEventListener("change", draw);
    return () => {
      watch.disconnect();
      themes.removeEventListener("change", draw);
    };
  }, [from, to, chosen, zoom.value]);
  const present = kinds.filter((kind) => differences[kind].length > 0);
  return (
    <>
      <div class="plans__map">
        <canvas
          ref={canvas}
          role="img"
          aria-label={w.mapOf(
            present.map((kind) => `${w.kinds[kind]} ${differences[kind].length}`).join(", "),
          )}
        />
        <div class="plans__zoom">
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            onClick={() => (zoom.value = Math.min(8, zoom.value * 1.6))}
          >
            {w.zoomIn}
          </button>
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            onClick={() => (zoom.value = Math.max(0.05, zoom.value / 1.6))}
          >
            {w.zoomOut}
          </button>
        </div>
      </div>
      <ul class="plans__legend t-14">
        {present.map((kind) => (
          <li key={kind} data-kind={kind}>
            {w.kinds[kind]}
          </li>
        ))}
      </ul>
    </>
  );
}

function wholeBox(from: Expanded, to: Expanded): Box {
  const [a, b] = [from.plan.bounds, to.plan.bounds];
  const [left, top] = [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
  const [right, bottom] = [Math.max(a[2], b[2]), Math.max(a[3], b[3])];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function zoomed({ x, y, width, height }: Box, by: number): Box {
  return {
    x: x + (width - width / by) / 2,
    y: y + (height - height / by) / 2,
    width: width / by,
    height: height / by,
  };
}
