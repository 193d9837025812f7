import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { SkeletonLines } from "../../../components/feedback/loading.tsx";
import { Trouble } from "../../../components/feedback/trouble.tsx";
import { type StaffHall, useStaffHall } from "../../staff-map/staff-hall.ts";
import type { Counter } from "../screen/counter.ts";
import { ExchangePanel } from "./exchange-panel.tsx";
import { PaidPanel } from "./paid-panel.tsx";
import { SalePanel } from "./sale-panel.tsx";
import { SellView } from "./sell-view.tsx";

/** The live map of the date, with the panel of what is going on with this customer. */
export function Selling({ counter }: { counter: Counter }) {
  const { staff, loading } = useStaffHall(counter.about.scheduleId);
  if (staff) return <WithMap counter={counter} staff={staff} />;
  return (
    <main id="main" class="wrap" tabIndex={-1}>
      {loading.error ? (
        <Trouble error={loading.error} onRetry={() => void loading.reload()} />
      ) : (
        <SkeletonLines lines={6} />
      )}
    </main>
  );
}

function WithMap({ counter, staff }: { counter: Counter; staff: StaffHall }) {
  const free = useMemo(() => freeByZone(staff), [staff]);
  const done = counter.done.value;
  const exchange = counter.exchange.value;
  return (
    <SellView counter={counter} staff={staff}>
      {done ? (
        <PaidPanel counter={counter} done={done} />
      ) : exchange ? (
        <ExchangePanel counter={counter} exchange={exchange} />
      ) : (
        <SalePanel
          counter={counter}
          schedule={staff.schedule}
          freeIn={(zoneId) => free.value?.get(zoneId) ?? (free.value ? 0 : null)}
        />
      )}
    </SellView>
  );
}

/** How many seats of each zone are free; null until the map knows. */
const freeByZone = ({ hall, seats }: StaffHall) =>
  computed(() => {
    const codes = seats.codes.value;
    if (!codes) return null;
    const found = new Map<string, number>();
    for (let seat = 0; seat < codes.length; seat++) {
      const zoneId = codes[seat] === 0 ? hall.zoneOf(seat)?.id : undefined;
      if (zoneId !== undefined) found.set(zoneId, (found.get(zoneId) ?? 0) + 1);
    }
    return found;
  });
