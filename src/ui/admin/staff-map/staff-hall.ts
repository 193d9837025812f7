import { useEffect, useMemo } from "preact/hooks";
import type { Schedule } from "../../../contract/catalog/concerts.ts";
import { getPlan, getSchedule } from "../../api/concerts.ts";
import { getStaffSeats } from "../../api/selling/staff-map.ts";
import { createHall, type Hall } from "../../seat-map/hall.ts";
import { createLiveSeats, type LiveSeats, planNumber } from "../../seat-map/live-seats.ts";
import { liveSource } from "../../seat-map/live-source.ts";
import { loadPlaces } from "../../seat-map/load-places.ts";
import { loadWords } from "../../state/language.ts";
import { type Resource, useResource } from "../../state/resource.ts";
import { createStaffSeats, type StaffSeats } from "./staff-seats.ts";

/** One date with its plan and its live seats: what every screen of staff with a map works on. */
export type StaffHall = { schedule: Schedule; hall: Hall; live: LiveSeats; seats: StaffSeats };

type Loaded = { schedule: Schedule; hall: Hall };

/** Loads a date's plan and keeps its seats live for as long as the page is there. */
export function useStaffHall(scheduleId: string): {
  staff: StaffHall | null;
  loading: Resource<Loaded>;
} {
  const loading = useResource<Loaded>(`staff hall ${scheduleId}`, async () => {
    const [schedule] = await Promise.all([
      getSchedule(scheduleId),
      loadWords("fan"),
      loadWords("selling"),
    ]);
    const plan = await getPlan(schedule.planHash);
    return { schedule, hall: createHall(plan, schedule, await loadPlaces(plan)) };
  });
  const planHash = loading.data?.schedule.planHash;
  const staff = useMemo(() => (loading.data ? staffHallOf(loading.data) : null), [planHash]);
  useEffect(() => (staff ? startHall(staff) : undefined), [staff]);
  // The date has moved to another plan.
  const isMoved = staff?.live.isMoved.value ?? false;
  useEffect(() => {
    if (isMoved) void loading.reload();
  }, [isMoved]);
  return { staff, loading };
}

export function staffHallOf({ schedule, hall }: Loaded): StaffHall {
  let token = "";
  const source = liveSource(schedule.id, () => token);
  const live = createLiveSeats(source, planNumber(schedule.planHash));
  const read = (tag: string | null) => getStaffSeats(schedule.id, tag);
  const seats = createStaffSeats(read, live, (given) => (token = given));
  return { schedule, hall, live, seats };
}

/** The socket needs the token that comes with the first states. */
function startHall({ live, seats }: StaffHall): () => void {
  let stopLive = (): void => {};
  const stopSeats = seats.start();
  let isLive = false;
  const unwatch = seats.codes.subscribe((codes) => {
    if (!codes || isLive) return;
    isLive = true;
    stopLive = live.start();
  });
  return () => {
    unwatch();
    stopSeats();
    stopLive();
  };
}
