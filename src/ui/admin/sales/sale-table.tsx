import type { AdminSchedule, WatchedSale } from "../../../contract/admin/sales.ts";
import { When } from "../../components/when.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { SaleBadge } from "./sale-state-badge.tsx";
import { SeatBar } from "./seat-bar.tsx";
import { Table } from "../parts/table.tsx";

/** The open sales, one line per date: seats, waiting fans and shoppers. */
export function SaleTable({ sales }: { sales: WatchedSale[] }) {
  const w = words().adminSale;
  const head = [w.date, w.seats, `>${w.waiting}`, `>${w.shoppers}`, `>${w.paying}`];
  return (
    <Table name={words().adminOverview.sales} head={head} isStacked>
      {sales.map((sale) => (
        <Line key={sale.schedule.id} sale={sale} />
      ))}
    </Table>
  );
}

/** Dates from the books: seats sold, and the sale's period. */
export function DateTable({ dates }: { dates: AdminSchedule[] }) {
  const w = words().adminSale;
  return (
    <Table name={w.date} head={[w.date, w.seats, w.opensAt, w.closesAt]} isStacked>
      {dates.map((date) => (
        <tr key={date.id}>
          <DateCells schedule={date} live={null} />
          <td class="nowrap" data-label={w.opensAt}>
            <When time={date.saleOpensAt} timeZone={date.timeZone} />
          </td>
          <td class="nowrap" data-label={w.closesAt}>
            <When time={date.saleClosesAt} timeZone={date.timeZone} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Line({ sale: { schedule, live } }: { sale: WatchedSale }) {
  const w = words().adminSale;
  const figure = (name: string, value: number | undefined) => (
    <td class="right" data-label={name}>
      {value === undefined ? "–" : count(value, language.value)}
    </td>
  );
  return (
    <tr>
      <DateCells schedule={schedule} live={live} />
      {figure(w.waiting, live?.waiting)}
      {figure(w.shoppers, live?.shoppers)}
      {figure(w.paying, live?.paying)}
    </tr>
  );
}

function DateCells({ schedule, live }: WatchedSale) {
  const isSoldOut = schedule.sale === "open" && schedule.sold >= schedule.seatCount;
  return (
    <>
      <td class="adm__what">
        <a class="semi" href={`/admin/sales/${schedule.id}`}>
          {local(schedule.title)}
        </a>
        <span class="t-12 c-3">
          <When time={schedule.startsAt} timeZone={schedule.timeZone} /> · {local(schedule.venue)}
        </span>
        <SaleBadge state={isSoldOut ? "soldOut" : schedule.sale} />
      </td>
      <td class="adm__line">
        <SeatBar schedule={schedule} live={live} />
      </td>
    </>
  );
}
