import type { WatchedSale } from "../../contract/admin-sales.ts";
import { When } from "../components/when.tsx";
import { count } from "../i18n/format.ts";
import { language, local, words } from "../state/language.ts";
import { SaleBadge } from "./sale-state.tsx";
import { SeatBar } from "./seat-bar.tsx";
import { Table } from "./table.tsx";

/** What is being sold, a line for each date: its seats, and who is waiting and shopping. */
export function SaleTable({ sales }: { sales: WatchedSale[] }) {
  const w = words().adminSale;
  const head = [w.date, w.seats, `>${w.waiting}`, `>${w.shoppers}`, `>${w.paying}`];
  return (
    <Table name={words().adminOverview.sales} head={head}>
      {sales.map((sale) => (
        <Line key={sale.schedule.id} sale={sale} />
      ))}
    </Table>
  );
}

function Line({ sale: { schedule, live } }: { sale: WatchedSale }) {
  const isSoldOut = schedule.sale === "open" && schedule.sold >= schedule.seatCount;
  const figure = (value: number | undefined) =>
    value === undefined ? "–" : count(value, language.value);
  return (
    <tr>
      <td class="adm__what">
        <a class="semi" href={`/admin/sales/${schedule.id}`}>
          {local(schedule.title)}
        </a>
        <span class="t-12 c-3">
          <When time={schedule.startsAt} timeZone={schedule.timeZone} /> · {local(schedule.venue)}
        </span>
        <SaleBadge state={isSoldOut ? "soldOut" : schedule.sale} />
      </td>
      <td>
        <SeatBar schedule={schedule} live={live} />
      </td>
      <td class="right">{figure(live?.waiting)}</td>
      <td class="right">{figure(live?.shoppers)}</td>
      <td class="right">{figure(live?.paying)}</td>
    </tr>
  );
}
