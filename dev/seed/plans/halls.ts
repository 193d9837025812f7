import type { SeatPlan } from "../../../src/contract/plan/seat-plan.ts";
import { boundsOf, box, rectangle, standing, wheelchairPairs } from "./shapes.ts";
import { level, seatZones, stageText, standingZones } from "./zones.ts";

const { r, s } = seatZones;
const ground = level("1", "1층", "Ground floor");

/** A chamber-music hall of straight rows with an aisle on either side of the middle. */
export function chamberPlan(): SeatPlan {
  const sections = [
    rectangle(
      { id: "A", level: "1", zone: "r" },
      { at: [0, 900], rows: 8, seats: 24, pitch: 95, rowScheme: "가", aisles: [6, 18] },
    ),
    rectangle(
      { id: "B", level: "1", zone: "s" },
      { at: [0, 1_850], rows: 7, seats: 24, pitch: 95, rowScheme: "가", aisles: [6, 18] },
      wheelchairPairs("사", 2),
    ),
  ];
  const stage = [{ outline: box(-500, 0, 500, 500), label: stageText }];
  return hall(
    { ko: "온빛아트센터 소극장", en: "Onbit Arts Center, Chamber Hall" },
    sections,
    stage,
  );
}

/** A small hall on the top floor of a tower. */
export function skyHallPlan(): SeatPlan {
  const sections = [
    rectangle(
      { id: "A", level: "1", zone: "r" },
      { at: [-340, 900], rows: 12, seats: 12, pitch: 90 },
    ),
    rectangle(
      { id: "B", level: "1", zone: "r" },
      { at: [340, 900], rows: 12, seats: 12, pitch: 90 },
    ),
  ];
  const stage = [{ outline: box(-450, 100, 450, 550), label: stageText }];
  const plan = hall({ ko: "송도 스카이홀", en: "Songdo Sky Hall" }, sections, stage);
  return { ...plan, zones: [r] };
}

/** A basement without chairs: fans enter in the order of their entry numbers. */
export function clubPlan(): SeatPlan {
  const label = (id: string) => ({ ko: `스탠딩 ${id}`, en: `Standing ${id}` });
  const area = (id: string, left: number) =>
    standing(
      { id, level: "1", zone: "standing", label: label(id) },
      box(left, 700, left + 640, 1_500),
      "entryNumber",
      200,
    );
  const areas = [area("A", -660), area("B", 20)];
  const stage = [{ outline: box(-400, 100, 400, 550), label: stageText }];
  const { standing: zone } = standingZones;
  const plan = hall({ ko: "연남 지하홀", en: "Yeonnam Basement" }, [], stage);
  return { ...plan, bounds: boundsOf([...stage, ...areas]), zones: [zone], areas };
}

/** A lawn by the river, with room for a blanket in front and all the rest behind. */
export function lawnPlan(): SeatPlan {
  const areas = [
    standing(
      { id: "P", level: "1", zone: "picnic", label: { ko: "피크닉존", en: "Picnic zone" } },
      box(-4_000, 1_800, 4_000, 4_200),
      "count",
      3_000,
    ),
    standing(
      { id: "L", level: "1", zone: "lawn", label: { ko: "잔디존", en: "Lawn" } },
      box(-6_000, 4_600, 6_000, 9_000),
      "count",
      9_000,
    ),
  ];
  const stage = [{ outline: box(-1_500, 200, 1_500, 1_300), label: stageText }];
  const { lawn, picnic } = standingZones;
  const plan = hall({ ko: "북강변 잔디마당", en: "Bukgangbyeon Lawn" }, [], stage);
  return {
    ...plan,
    bounds: boundsOf([...stage, ...areas]),
    zones: [picnic, lawn],
    levels: [level("1", "잔디", "Lawn")],
    areas,
  };
}

function hall(
  name: SeatPlan["name"],
  sections: SeatPlan["sections"],
  stage: SeatPlan["stage"],
): SeatPlan {
  return {
    format: "seatplan/1",
    name,
    bounds: boundsOf([...stage, ...sections]),
    focus: [0, 500],
    levels: [ground],
    zones: [r, s],
    stage,
    sections,
    areas: [],
  };
}
