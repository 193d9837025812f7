import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Schedule } from "../../contract/concerts.ts";
import type { SeatPlan } from "../../contract/seat-plan.ts";
import { getSeats } from "../api/sales.ts";
import { Icon } from "../components/icon.tsx";
import { useTitle } from "../components/title.tsx";
import { local, words } from "../state/language.ts";
import { createHall, type Part } from "../seat-map/hall.ts";
import { Legend } from "../seat-map/legend.tsx";
import { createLiveSeats, type LiveSeats } from "../seat-map/live-seats.ts";
import { Overview } from "../seat-map/overview.tsx";
import { SeatGrid } from "../seat-map/seat-grid.tsx";
import { StandingArea } from "./standing-area.tsx";
import { BestSeats } from "./best-seats.tsx";
import { Held } from "./held.tsx";
import { PartySize } from "./party-size.tsx";
import type { Sale } from "./sale.ts";
import { createSelection } from "./selection.ts";
import { Tray } from "./tray.tsx";

type ChooserProps = { sale: Sale; schedule: Schedule; plan: SeatPlan };

/** Inside: choose seats oneself, or let the box office choose, and hold them. */
export function Chooser({ sale, schedule, plan }: ChooserProps) {
  const w = words().choose;
  useTitle(w.title);
  const hall = useMemo(() => createHall(plan, schedule), [plan, schedule]);
  const live = useMemo(() => createLiveSeats((etag) => getSeats(schedule.id, etag)), [schedule.id]);
  const selection = useMemo(
    () => createSelection({ hall, live, sale, seatsMax: schedule.seatsPerAccount }),
    [hall, live, sale],
  );
  const part = useSignal<Part | null>(null);
  const zoneId = useSignal<string | null>(null);
  useEffect(() => live.start(), [live]);
  useEffect(() => selection.watch(), [selection]);
  const held = sale.holds.value[0];
  if (held) return <Held sale={sale} hold={held} />;
  return (
    <main id="main" class="chooser">
      <h1 class="sr">{w.title}</h1>
      <section class="chooser__ways" aria-label={w.how}>
        <PartySize party={selection.party} max={schedule.seatsPerAccount} />
        <BestSeats schedule={schedule} selection={selection} zoneId={zoneId} />
      </section>
      <section class={`chooser__map ${live.isStale.value ? "is-stale" : ""}`} aria-label={w.map}>
        <div class="chooser__where">
          {part.value ? (
            <button
              class="pill"
              type="button"
              onClick={() => {
                part.value = null;
              }}
            >
              <Icon name="back" size={20} />
              {w.allSections}
            </button>
          ) : null}
          {part.value ? <h2 class="t-18">{local(part.value.label)}</h2> : null}
          <Sync live={live} />
        </div>
        {part.value === null ? (
          <Overview
            hall={hall}
            statuses={live.statuses}
            zoneId={zoneId.value}
            onOpen={(opened) => {
              part.value = opened;
            }}
          />
        ) : part.value.kind === "area" ? (
          <StandingArea part={part.value} live={live} selection={selection} />
        ) : (
          <SeatGrid
            hall={hall}
            part={part.value}
            statuses={live.statuses}
            chosen={selection.chosen}
            onTouch={selection.touch}
          />
        )}
        <Legend hall={hall} />
      </section>
      <Tray hall={hall} schedule={schedule} selection={selection} live={live} />
    </main>
  );
}

/** How old the map is. A map that might mislead says so. */
function Sync({ live }: { live: LiveSeats }) {
  const w = words();
  const seconds = useComputed(() => Math.round(live.ageMs.value / 1_000));
  const isKnown = useComputed(() => live.statuses.value !== null);
  const isStale = live.isStale.value;
  return (
    <button
      class={`pill pill--sync num ${isStale ? "is-stale" : ""}`}
      type="button"
      title={w.choose.refresh}
      onClick={() => void live.refresh().catch(() => {})}
    >
      <span class="pill__dot" />
      {!isKnown.value
        ? w.common.loading
        : isStale
          ? w.choose.stale(seconds.value)
          : w.common.secondsAgo(seconds.value)}
    </button>
  );
}
