import type { AdminConcertSummary } from "../../../contract/admin/changes/concert-list.ts";
import { Icon, type IconName } from "../../components/icon.tsx";
import { When } from "../../components/when.tsx";
import { local, words } from "../../state/language.ts";
import { More } from "../parts/more-button.tsx";
import type { useList } from "../parts/paged-list.ts";
import { Table } from "../parts/table.tsx";
import { SeatBar } from "../sales/seat-bar.tsx";
import { may } from "../staff/employer.ts";

type ListProps = {
  list: ReturnType<typeof useList<AdminConcertSummary>>;
  onDuplicate: (concertId: string) => void;
};

/** The concerts that are, were or will be on sale. */
export function PublishedConcerts({ list, onDuplicate }: ListProps) {
  const w = words().concertDraft.list;
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section class="adm__card" aria-labelledby="published">
      <h2 id="published">{w.published}</h2>
      <Table name={w.published} head={[w.concert, w.nextDate, w.seats, ""]} isStacked>
        {items.map((concert) => (
          <Line key={concert.id} concert={concert} onDuplicate={onDuplicate} />
        ))}
      </Table>
      <More list={list} />
    </section>
  );
}

const looks: Record<AdminConcertSummary["state"], { icon: IconName; tone: string }> = {
  scheduled: { icon: "clock", tone: "soon" },
  published: { icon: "check", tone: "open" },
  unlisted: { icon: "share", tone: "low" },
  archived: { icon: "lock", tone: "out" },
};

type LineProps = { concert: AdminConcertSummary; onDuplicate: (concertId: string) => void };

function Line({ concert, onDuplicate }: LineProps) {
  const w = words().concertDraft.list;
  const { id, title, state, venue, nextStartsAt, lastStartsAt, dateCount, seats, sold } = concert;
  const { icon, tone } = looks[state];
  const shown = nextStartsAt ?? lastStartsAt;
  return (
    <tr>
      <td class="adm__what">
        <a class="semi" href={`/admin/concerts/${id}`}>
          {local(title)}
        </a>
        <span class="t-12 c-3">{local(venue.name)}</span>
        <span class={`badge badge--box badge--${tone}`}>
          <Icon name={icon} size={16} />
          {w.states[state]}
        </span>
      </td>
      <td data-label={nextStartsAt === null ? w.lastDate : w.nextDate}>
        {shown === null ? (
          <span class="c-3">{w.noDates}</span>
        ) : (
          <>
            <When time={shown} timeZone={venue.timeZone} />
            <span class="adm__sub">
              {nextStartsAt === null ? `${w.isOver} · ` : ""}
              {w.dates(dateCount)}
            </span>
          </>
        )}
      </td>
      <td class="adm__line">
        {nextStartsAt === null ? null : (
          <SeatBar schedule={{ seatCount: seats, sold }} live={null} />
        )}
      </td>
      <td class="right">
        {may("concerts.create") ? (
          <button
            class="btn btn--quiet btn--sm"
            type="button"
            aria-label={w.duplicateOf(local(title))}
            onClick={() => onDuplicate(id)}
          >
            {w.duplicate}
          </button>
        ) : null}
      </td>
    </tr>
  );
}
