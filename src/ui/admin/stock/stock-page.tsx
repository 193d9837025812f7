import "./stock.css";
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { WatchedSale } from "../../../contract/admin/sales.ts";
import type { StockBlock } from "../../../contract/admin/stock/stock.ts";
import { getWatchedSale } from "../../api/admin.ts";
import { asApiError } from "../../api/problem.ts";
import { stockApi } from "../../api/selling/stock.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { problemText, Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import { When } from "../../components/when.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import type { Part } from "../../seat-map/hall.ts";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { usePolling } from "../parts/polling.ts";
import { may } from "../staff/employer.ts";
import { createMapFilter } from "../staff-map/map-filter.ts";
import { MapKey } from "../staff-map/map-key.tsx";
import { createMapTools } from "../staff-map/marking/map-tools.ts";
import { MarkBar } from "../staff-map/marking/mark-bar.tsx";
import { createSelection, type Selection } from "../staff-map/marking/selection.ts";
import { SeatFacts } from "../staff-map/seat-facts.tsx";
import { type StaffHall, useStaffHall } from "../staff-map/staff-hall.ts";
import type { StaffList } from "../staff-map/staff-list.tsx";
import { StaffMap } from "../staff-map/staff-map.tsx";
import { StandingChoice } from "../staff-map/standing-choice.tsx";
import { BlockList } from "./block-list.tsx";
import { ChosenPanel } from "./chosen-panel.tsx";
import type { AskedChange, DialogsProps } from "./stock-dialogs.tsx";
import { takeBack } from "./take-back.ts";
import { createStock, type Stock } from "./stock-state.ts";

const everyMs = 10_000;

/** The stock of one date: its blocks, and every seat on the live map. */
export function StockPage({ params }: PageProps) {
  const id = params["id"] ?? "";
  const { staff, loading } = useStaffHall(id);
  const sale = useResource(`stock of ${id}`, () => getWatchedSale(id));
  useTitle(sale.data ? local(sale.data.schedule.title) : words().admin.nav.sales);
  const error = loading.error ?? sale.error;
  if (staff && sale.data) return <Loaded staff={staff} schedule={sale.data.schedule} />;
  if (!error) return <SkeletonLines lines={8} />;
  return (
    <Trouble
      error={error}
      onRetry={() => {
        void loading.reload();
        void sale.reload();
      }}
    />
  );
}

type LoadedProps = { staff: StaffHall; schedule: WatchedSale["schedule"] };

function Loaded({ staff, schedule }: LoadedProps) {
  const w = words().adminStock;
  const stock = useMemo(
    () => createStock(stockApi(schedule.id), () => void staff.seats.refresh()),
    [staff],
  );
  useEffect(() => void stock.load(), [stock]);
  usePolling(stock.load, everyMs);
  const selection = useMemo(createSelection, [staff]);
  const chosen = useSignal<string | null>(null);
  const asked = useSignal<AskedChange | null>(null);
  const blocks = stock.stock.value?.items ?? [];
  const block = blocks.find(({ id }) => id === chosen.value) ?? null;
  const mayEdit = may("stock.edit");
  const choose = async ({ id }: StockBlock) => {
    if (chosen.value === id) {
      chosen.value = null;
      return selection.clear();
    }
    chosen.value = id;
    selection.set((await stock.read(id)).seats);
  };
  return (
    <>
      <div class="adm__head">
        <div>
          <h1>{w.title}</h1>
          <p class="t-14 c-2 adm__about">
            <a class="link" href={`/admin/sales/${schedule.id}`}>
              {local(schedule.title)}
            </a>
            <When time={schedule.startsAt} timeZone={schedule.timeZone} />
          </p>
        </div>
        <UndoButton stock={stock} />
      </div>
      <div class="stock">
        <MapColumn staff={staff} selection={selection} />
        <ChosenPanel
          staff={staff}
          selection={selection}
          block={block}
          mayEdit={mayEdit}
          onCreate={() => (asked.value = { act: "create" })}
          onMove={(to, act) => (asked.value = { act, block: to })}
        />
        <section class="adm__card" aria-labelledby="stock-blocks">
          <h2 id="stock-blocks">{w.blocks}</h2>
          {stock.stock.value ? (
            <BlockList
              blocks={blocks}
              timeZone={schedule.timeZone}
              chosen={chosen.value}
              mayEdit={mayEdit}
              onChoose={(each) => void choose(each)}
              onAct={(act, each) => (asked.value = { act, block: each })}
            />
          ) : stock.error.value ? (
            <Trouble error={stock.error.value} onRetry={() => void stock.load()} />
          ) : (
            <SkeletonLines lines={3} />
          )}
        </section>
        <Invitations staff={staff} selection={selection} />
      </div>
      <Dialogs
        {...{ stock, selection, asked }}
        timeZone={schedule.timeZone}
        onTakeBack={() => void takeBack(stock)}
      />
    </>
  );
}

/** What changes a block loads once the rest of the page is there. */
function Dialogs(props: DialogsProps) {
  const loaded = useResource("stock dialogs", async () => {
    const { StockDialogs } = await import("./stock-dialogs.tsx");
    return { StockDialogs };
  });
  if (loaded.data) return <loaded.data.StockDialogs {...props} />;
  if (!loaded.error || !props.asked.value) return null;
  return <Trouble error={loaded.error} onRetry={() => void loaded.reload()} />;
}

/** The requests for tickets load once the rest of the page is there. */
function Invitations(props: { staff: StaffHall; selection: Selection }) {
  const loaded = useResource("invitations card", async () => {
    const { InvitationsCard } = await import("./invitations/invitations-card.tsx");
    return { Card: InvitationsCard };
  });
  if (loaded.data) return <loaded.data.Card {...props} />;
  if (!loaded.error) return <SkeletonLines lines={3} />;
  return <Trouble error={loaded.error} onRetry={() => void loaded.reload()} />;
}

/** The map with everything that chooses seats on it. */
function MapColumn({ staff, selection }: { staff: StaffHall; selection: Selection }) {
  const { hall, seats } = staff;
  const w = words().adminStock;
  const filter = useMemo(() => createMapFilter(hall, seats), [staff]);
  const isTaking = useSignal(true);
  const tools = useMemo(() => createMapTools(hall, selection.mark, isTaking), [staff]);
  const touched = useSignal<number | null>(null);
  const area = useSignal<Part | null>(null);
  const isList = useSignal(false);
  // Loaded with the first press, since most work on the map alone.
  const list = useSignal<{ List: typeof StaffList } | null>(null);
  const toggleList = () => {
    isList.value = !isList.value;
    if (list.value) return;
    import("../staff-map/staff-list.tsx").then(
      ({ StaffList }) => (list.value = { List: StaffList }),
      (thrown: unknown) => showToast({ text: problemText(asApiError(thrown)) }),
    );
  };
  const touch = (seat: number) => {
    selection.toggle(seat);
    touched.value = seat;
  };
  const add = (found: readonly number[]) => selection.mark(found, "add");
  return (
    <div class="adm__card stock__map">
      <MarkBar staff={staff} selection={selection} tools={tools} />
      <StaffMap
        {...{ staff, filter, tools }}
        picked={selection.picked}
        onSeat={touch}
        onArea={(part) => (area.value = part)}
      />
      <MapKey staff={staff} filter={filter} />
      {area.value ? <StandingChoice staff={staff} part={area.value} onSeats={add} /> : null}
      {touched.value === null ? null : <SeatFacts staff={staff} seat={touched.value} />}
      <button
        class="btn btn--secondary btn--sm stock__listed"
        type="button"
        aria-expanded={isList.value}
        onClick={toggleList}
      >
        {w.asList}
      </button>
      {isList.value && list.value ? (
        <list.value.List staff={staff} picked={selection.picked} onSeat={touch} onSeats={add} />
      ) : null}
    </div>
  );
}

function UndoButton({ stock }: { stock: Stock }) {
  const w = words().adminStock;
  if (!stock.undo.value) return null;
  return (
    <button
      class="btn btn--secondary"
      type="button"
      disabled={stock.isBusy.value}
      onClick={() => void takeBack(stock)}
    >
      {w.undo}
    </button>
  );
}
