import { sparkPath, sparkSize } from "./chart-shape.ts";

const pointsMax = 60;

/** A figure's recent trend; the chart below shows the details. */
export function Spark({ values }: { values: number[] }) {
  if (values.length < 2) return null;
  const step = Math.max(1, Math.ceil(values.length / pointsMax));
  // The current value is always included.
  const shown = values.filter((_, index) => (values.length - 1 - index) % step === 0);
  const { width, height } = sparkSize;
  return (
    <svg class="adm__spark" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={sparkPath(shown)} />
    </svg>
  );
}
