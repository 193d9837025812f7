import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { createMapFilter } from "../staff-map/map-filter.ts";
import { MapKey } from "../staff-map/map-key.tsx";
import { createMapTools } from "../staff-map/marking/map-tools.ts";
import { MarkBar } from "../staff-map/marking/mark-bar.tsx";
import { createSelection } from "../staff-map/marking/selection.ts";
import { SeatFacts } from "../staff-map/seat-facts.tsx";
import { type StaffHall, useStaffHall } from "../staff-map/staff-hall.ts";
import { StaffList } from "../staff-map/staff-list.tsx";
import { StaffMap } from "../staff-map/staff-map.tsx";

/** The seats of one date on the live map, with what each of them is. */
export function StockPage({ params }: PageProps) {
  const { staff, loading } = useStaffHall(params["id"] ?? "");
  if (staff) return <Loaded staff={staff} />;
  if (loading.error) return <Trouble error={loading.error} onRetry={() => void loading.reload()} />;
  return <SkeletonLines lines={8} />;
}

function Loaded({ staff }: { staff: StaffHall }) {
  const { hall, seats } = staff;
  const filter = useMemo(() => createMapFilter(hall, seats), [staff]);
  const selection = useMemo(createSelection, [staff]);
  const isTaking = useSignal(true);
  const tools = useMemo(() => createMapTools(hall, selection.mark, isTaking), [staff]);
  const touched = useSignal<number | null>(null);
  const { picked } = selection;
  const touch = (seat: number) => {
    selection.toggle(seat);
    touched.value = seat;
  };
  return (
    <>
      <MarkBar staff={staff} selection={selection} tools={tools} />
      <StaffMap {...{ staff, filter, tools, picked }} onSeat={touch} />
      <MapKey staff={staff} filter={filter} />
      {touched.value === null ? null : <SeatFacts staff={staff} seat={touched.value} />}
      <StaffList
        {...{ staff, picked }}
        onSeat={touch}
        onSeats={(found) => selection.mark(found, "add")}
      />
    </>
  );
}
