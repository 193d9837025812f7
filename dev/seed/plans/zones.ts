import type { SeatPlan } from "../../../src/contract/plan/seat-plan.ts";

type Zone = SeatPlan["zones"][number];

const zone = (id: string, ko: string, en: string, color: number): Zone => ({
  id,
  name: { ko, en },
  color,
});

/** The zones of halls with seats, most expensive first. */
export const seatZones = {
  vip: zone("vip", "VIP석", "VIP", 1),
  r: zone("r", "R석", "R", 2),
  s: zone("s", "S석", "S", 3),
  a: zone("a", "A석", "A", 4),
};

export const standingZones = {
  standing: zone("standing", "스탠딩", "Standing", 1),
  lawn: zone("lawn", "잔디존", "Lawn", 3),
  picnic: zone("picnic", "피크닉존", "Picnic", 4),
};

export const level = (id: string, ko: string, en: string): SeatPlan["levels"][number] => ({
  id,
  name: { ko, en },
});

export const stageText = { ko: "무대", en: "Stage" };
