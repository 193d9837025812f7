import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";

/** A plan drawn small: the stage, and each section and area in the color of its zone. Its name stands beside it. */
export function PlanSketch({
  plan,
}: {
  plan: Pick<SeatPlan, "bounds" | "zones" | "stage" | "sections" | "areas">;
}) {
  const [x0, y0, x1, y1] = plan.bounds;
  const colorOf = (zone: string) => plan.zones.find(({ id }) => id === zone)?.color ?? 6;
  return (
    <svg class="plans__sketch" viewBox={`${x0} ${y0} ${x1 - x0} ${y1 - y0}`} aria-hidden="true">
      {plan.stage.map(({ outline }, index) => (
        <polygon key={index} class="plans__stage" points={outline.join(" ")} />
      ))}
      {[...plan.sections, ...plan.areas].map(({ id, outline, zone }) => (
        <polygon key={id} points={outline.join(" ")} fill={`var(--zone-${colorOf(zone)})`} />
      ))}
    </svg>
  );
}
