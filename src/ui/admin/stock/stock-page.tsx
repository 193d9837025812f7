import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { createMapFilter } from "../staff-map/map-filter.ts";
import { MapKey } from "../staff-map/map-key.tsx";
import { SeatFacts } from "../staff-map/seat-facts.tsx";
import { type StaffHall, useStaffHall } from "../staff-map/staff-hall.ts";
import { StaffMap } from "../staff-map/staff-map.tsx";

/** The seats of one date on the live map, with what each of them is. */
export function StockPage({ params }: PageProps) {
  const { staff, loading } = useStaffHall(params["id"] ?? "");
  if (staff) return <Loaded staff={staff} />;
  if (loading.error) return <Trouble error={loading.error} onRetry={() => void loading.reload()} />;
  return <SkeletonLines lines={8} />;
}

function Loaded({ staff }: { staff: StaffHall }) {
  const filter = useMemo(() => createMapFilter(staff.hall, staff.seats), [staff]);
  const seat = useSignal<number | null>(null);
  const picked = useSignal<ReadonlySet<number>>(new Set());
  return (
    <>
      <MapKey staff={staff} filter={filter} />
      <StaffMap
        staff={staff}
        filter={filter}
        picked={picked}
        onSeat={(touched) => {
          seat.value = touched;
          picked.value = new Set([touched]);
        }}
      />
      {seat.value === null ? null : <SeatFacts staff={staff} seat={seat.value} />}
    </>
  );
}
