import type { AdminConcert, AdminDate } from "../../../contract/admin/changes/concert-changes.ts";
import { Amount } from "../../components/amount.tsx";
import { When } from "../../components/when.tsx";
import { count } from "../../i18n/format.ts";
import { clock } from "../../state/clock.ts";
import { language, local, words } from "../../state/language.ts";
import { Table } from "../parts/table.tsx";
import { SaleBadge } from "../sales/sale-state-badge.tsx";
import { may } from "../staff/employer.ts";
import type { Act } from "./opened.ts";

type DateTableProps = { concert: AdminConcert; onAct: (act: Act) => void };

/** The dates of a concert, each with what can be done to it. */
export function DateTable({ concert, onAct }: DateTableProps) {
  const w = words().adminConcerts;
  const { dates, venue } = concert;
  return (
    <section class="adm__card" aria-labelledby="concert-dates">
      <h2 id="concert-dates">{w.dates}</h2>
      {dates.length === 0 ? <p class="c-2">{w.noDates}</p> : null}
      {dates.length > 0 ? (
        <Table name={w.dates} head={[w.date, w.state, w.seats, w.price, w.presales, ""]} isStacked>
          {dates.map((date) => (
            <Line key={date.id} date={date} timeZone={venue.timeZone} onAct={onAct} />
          ))}
        </Table>
      ) : null}
    </section>
  );
}

type LineProps = { date: AdminDate; timeZone: string; onAct: (act: Act) => void };

function Line({ date, timeZone, onAct }: LineProps) {
  const w = words().adminConcerts;
  const { id, startsAt, sale, presales, zones } = date;
  const isOver = sale === "cancelled" || Date.parse(startsAt) <= clock.serverNow();
  const [lowest] = [...zones].sort((a, b) => a.price.amount - b.price.amount);
  const isComing = presales.some(({ closesAt }) => Date.parse(closesAt) > clock.serverNow());
  const acts = (["edit", "discounts", "move", "presales", "duplicate"] as const).filter((kind) =>
    kind === "presales"
      ? isComing && may("presales.edit")
      : may("dates.edit") && (kind === "duplicate" || !isOver),
  );
  return (
    <tr>
      <td class="adm__what">
        <a class="semi" href={`/admin/sales/${id}`}>
          <When time={startsAt} timeZone={timeZone} />
        </a>
        {may("stock.read") ? (
          <a class="link t-14" href={`/admin/stock/${id}`}>
            {words().adminQueue.toStock}
          </a>
        ) : null}
      </td>
      <td data-label={w.state}>
        <SaleBadge state={sale} />
        {date.isPlanTaken === false ? <p class="note note--warn t-14">{w.planRefused}</p> : null}
      </td>
      <td data-label={w.seats}>
        <SoldBar date={date} />
      </td>
      <td data-label={w.price}>{lowest ? <Amount of={lowest.price} /> : null}</td>
      <td data-label={w.presales}>
        {presales.length === 0 ? w.none : presales.map(({ name }) => local(name)).join(", ")}
      </td>
      <td class="adm__line">
        {acts.length > 0 ? (
          <div class="ccs__acts">
            {acts.map((kind) => (
              <button
                key={kind}
                class="btn btn--secondary btn--sm"
                type="button"
                onClick={() => onAct({ kind, id })}
              >
                {w.acts[kind]}
              </button>
            ))}
          </div>
        ) : null}
      </td>
    </tr>
  );
}

function SoldBar({ date: { sold, held, seatCount } }: { date: AdminDate }) {
  const w = words().adminConcerts;
  const lang = language.value;
  return (
    <div class="adm__seats">
      <div class="adm__bar" aria-hidden="true">
        <i class="is-sold" style={{ width: `${(sold / Math.max(1, seatCount)) * 100}%` }} />
      </div>
      <p class="t-12 c-2 nowrap">
        {w.soldOf(count(sold, lang), count(seatCount, lang))}
        {held === null || held === 0 ? null : ` · ${w.heldCount(count(held, lang))}`}
      </p>
    </div>
  );
}
