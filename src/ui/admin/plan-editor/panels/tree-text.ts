import { placeFlags, placeName } from "../../../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { labelText } from "../../../../contract/plan/seat-names.ts";
import { language, local, words } from "../../../state/language.ts";
import type { Hall } from "../state/hall.ts";
import type { Part } from "../state/selection.ts";
import { partText } from "./selection-text.ts";

const zoneText = (plan: SeatPlan, id: string) => {
  const zone = plan.zones.find((one) => one.id === id);
  return zone ? local(zone.name) || zone.id : id;
};

export const treeText = (part: Part, plan: SeatPlan) =>
  `${partText(part)} · ${zoneText(plan, part.zone)}`;

export function rowText(label: string, numbers: readonly string[]): string {
  const w = words().planEditor;
  const name = w.numbering.row(labelText(label, language.value));
  return `${name} · ${w.seats(numbers.length)}`;
}

export function seatLabel({ plan, places }: Hall, seat: number): string {
  const w = words().planEditor;
  const bits = places.flags[seat] ?? 0;
  const marks = (["accessible", "companion", "restricted"] as const).filter(
    (flag) => (bits & placeFlags[flag]) !== 0,
  );
  const zone = plan.zones[places.zone[seat] ?? 0]?.id ?? "";
  const number = w.tree.seat(placeName(places, seat).number);
  return [number, zoneText(plan, zone), ...marks.map((flag) => w.marks[flag])].join(" · ");
}
