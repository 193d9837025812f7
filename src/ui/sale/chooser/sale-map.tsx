import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Icon } from "../../components/icon.tsx";
import { useModal } from "../../components/modal.ts";
import { Toaster } from "../../components/feedback/toaster.tsx";
import { labelText } from "../../../contract/plan/seat-names.ts";
import { count } from "../../i18n/format.ts";
import { countFree, type Hall, type Part } from "../../seat-map/hall.ts";
import type { LiveSeats } from "../../seat-map/live-seats.ts";
import { MapCanvas } from "../../seat-map/map-canvas.tsx";
import type { GroupLabel } from "../../seat-map/drawing/map-shapes.ts";
import type { Sight } from "../../seat-map/seat-map.ts";
import { language, local, words } from "../../state/language.ts";
import type { Filter } from "./filter.ts";
import { leftText, tellOf } from "./hover-card.tsx";
import { Levels } from "./levels.tsx";
import { useMapNote } from "./map-notes.tsx";
import { createReleases } from "../releases.ts";
import type { Selection } from "../selection.ts";
import { StandingArea } from "./standing-area.tsx";

type SaleMapProps = {
  hall: Hall;
  live: LiveSeats;
  filter: Filter;
  selection: Selection;
  shown: { value: Sight | null };
};

/** The map of this sale: live section counts, my seats, and seats that open up. */
export function SaleMap({ hall, live, filter, selection, shown }: SaleMapProps) {
  const releases = useMemo(() => createReleases(hall, live), [hall, live]);
  useEffect(() => releases.watch(), [releases]);
  const standing = useSignal<Part | null>(null);
  const isAllStanding = hall.plan.sections.length === 0;
  /** The section in the middle of the map, once seats are near. */
  const middle = useSignal<number | null>(null);
  const all = useComputed(() => hall.parts.map((part) => countFree(live.statuses.value, part)));
  const free = useComputed(() => {
    const isWanted = filter.isWanted.value;
    if (!isWanted) return all.value;
    return hall.parts.map((part) => countFree(live.statuses.value, part, isWanted));
  });
  const left = useComputed(() =>
    live.statuses.value ? free.value.reduce((sum, each) => sum + each, 0) : null,
  );
  const labels = useComputed(() =>
    hall.parts.map((part, index): GroupLabel => {
      const [w, lang] = [words(), language.value];
      const isDim = !filter.wantsPart(part);
      const isOut = all.value[index] === 0;
      // Of a section that is dimmed, all seats are counted: it is not sold out for that.
      const left = (isDim ? all : free).value[index] ?? 0;
      const isStanding = part.kind === "area";
      const leftIn = isStanding ? w.map.leftStanding : w.map.left;
      const freedIn = isStanding ? w.map.freedStanding : w.map.freed;
      const freed = releases.byGroup.value.get(index) ?? 0;
      return {
        short: labelText(part.id, lang),
        title: local(part.label),
        detail: isOut ? w.sale.soldOut : leftIn(count(left, lang)),
        isOut,
        isDim,
        news: freed > 0 && left > 0 ? freedIn(count(freed, lang), freed) : null,
      };
    }),
  );
  const near = useComputed(() => {
    const index = middle.value ?? -1;
    const part = hall.parts[index];
    // All standing areas are in sight together, so that the sum is what matters.
    if (!part || isAllStanding) return null;
    const isStanding = part.kind === "area";
    const text = leftText(free.value[index] ?? 0, all.value[index] ?? 0, isStanding);
    return `${local(part.label)} · ${text}`;
  });
  const sum = useComputed(() => all.value.reduce((total, each) => total + each, 0));
  return (
    <>
      <MapCanvas
        floor={hall.floor}
        seats={live.seats}
        marks={selection.marks}
        labels={labels}
        isDim={useComputed(() => {
          const isWanted = filter.isWanted.value;
          return isWanted && ((seat: number) => !isWanted(seat));
        })}
        shown={useComputed(() => shown.value)}
        note={useMapNote({ hall, live, selection, filter, left })}
        tell={(target) => tellOf({ hall, live, selection }, target)}
        onMiddle={(group) => {
          middle.value = group;
        }}
        onSeat={selection.touch}
        onArea={(group) => {
          standing.value = hall.parts[group] ?? null;
        }}
      >
        <Levels
          hall={hall}
          filter={filter}
          onShow={(box) => {
            shown.value = { box, isNear: false };
          }}
        />
      </MapCanvas>
      <Sync live={live} text={near.value ?? leftText(left.value ?? 0, sum.value, isAllStanding)} />
      <button
        class="pill pill--sound"
        type="button"
        aria-pressed={releases.hasSound.value}
        aria-label={words().map.sound}
        title={words().map.sound}
        onClick={releases.toggleSound}
      >
        <svg class="i i-20" viewBox="0 0 24 24" aria-hidden="true">
          <path
            d={`M4 9.5v5h3.5L13 19V5L7.5 9.5z${releases.hasSound.value ? "M16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11" : "M17 10l4 4m0-4-4 4"}`}
          />
        </svg>
      </button>
      {standing.value ? (
        <AreaSheet
          part={standing.value}
          live={live}
          selection={selection}
          onClose={() => {
            standing.value = null;
          }}
        />
      ) : null}
    </>
  );
}

type SyncProps = {
  live: LiveSeats;
  /** The seats left, up close those of the section in the middle of the map. */
  text: string;
};

/** The remaining seats and the age of that count. A map that may be wrong says so. */
function Sync({ live, text }: SyncProps) {
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
          : `${text} · ${w.common.secondsAgo(seconds.value)}`}
    </button>
  );
}

type AreaProps = { part: Part; live: LiveSeats; selection: Selection; onClose: () => void };

function AreaSheet({ part, live, selection, onClose }: AreaProps) {
  const ref = useModal();
  // The touch that opened it ends in a click on the element now there, so only a press that began outside closes it.
  const isOutside = useRef(false);
  return (
    <dialog
      ref={ref}
      class="sheet"
      aria-label={local(part.label)}
      onClose={onClose}
      onPointerDown={({ target }) => {
        isOutside.current = target === ref.current;
      }}
      onClick={({ target }) => {
        if (isOutside.current && target === ref.current) ref.current?.close();
      }}
    >
      <div class="between">
        <h2 class="t-20">{local(part.label)}</h2>
        <button
          class="icon-btn"
          type="button"
          aria-label={words().common.close}
          onClick={() => ref.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <StandingArea
        part={part}
        live={live}
        selection={selection}
        onTaken={() => ref.current?.close()}
      />
      <Toaster />
    </dialog>
  );
}
