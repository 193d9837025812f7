import type { NewVenue } from "../../src/contract/admin/venues.ts";
import type { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { arenaPlan } from "./plans/arena.ts";
import { chamberPlan, clubPlan, lawnPlan, skyHallPlan } from "./plans/halls.ts";
import { stadiumPlan } from "./plans/stadium.ts";
import { roundTheatrePlan, theatrePlan } from "./plans/theatre.ts";

import { venueTexts } from "./venue-texts.ts";

export type SeedVenue = { venue: NewVenue; plan: SeatPlan };

const cities = {
  seoul: { ko: "서울", en: "Seoul" },
  incheon: { ko: "인천", en: "Incheon" },
  busan: { ko: "부산", en: "Busan" },
};

function at(
  city: keyof typeof cities,
  address: NewVenue["address"],
  plan: SeatPlan,
  told: Partial<NewVenue>,
  name = plan.name,
): SeedVenue {
  return { venue: { name, city: cities[city], address, timeZone: "Asia/Seoul", ...told }, plan };
}

/** The halls, each with its one plan. */
export const venues = {
  arena: at(
    "seoul",
    { ko: "서울 한빛구 물결로 16", en: "16 Mulgyeol-ro, Hanbit-gu, Seoul" },
    arenaPlan(),
    venueTexts.arena,
    { ko: "한강아레나", en: "Hangang Arena" },
  ),
  theatre: at(
    "seoul",
    { ko: "서울 온빛구 예술길 4", en: "4 Yesul-gil, Onbit-gu, Seoul" },
    theatrePlan(),
    venueTexts.theatre,
  ),
  chamber: at(
    "seoul",
    { ko: "서울 온빛구 예술길 4, 지하 1층", en: "4 Yesul-gil, Onbit-gu, Seoul (B1)" },
    chamberPlan(),
    venueTexts.chamber,
  ),
  round: at(
    "seoul",
    { ko: "서울 마로구 둥근길 11", en: "11 Dunggeun-gil, Maro-gu, Seoul" },
    roundTheatrePlan(),
    venueTexts.round,
  ),
  sky: at(
    "incheon",
    { ko: "인천 송도구 하늘로 59, 42층", en: "59 Haneul-ro, Songdo-gu, Incheon (42F)" },
    skyHallPlan(),
    venueTexts.sky,
  ),
  club: at(
    "seoul",
    { ko: "서울 연남로 220, 지하 2층", en: "220 Yeonnam-ro, Seoul (B2)" },
    clubPlan(),
    venueTexts.club,
  ),
  stadium: at(
    "busan",
    { ko: "부산 해운구 파도로 7", en: "7 Pado-ro, Haeun-gu, Busan" },
    stadiumPlan(),
    venueTexts.stadium,
  ),
  lawn: at(
    "seoul",
    { ko: "서울 북강구 강변길 66", en: "66 Gangbyeon-gil, Bukgang-gu, Seoul" },
    lawnPlan(),
    venueTexts.lawn,
  ),
};
