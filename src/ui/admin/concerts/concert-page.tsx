import "../venues/venues.css";
import "./concerts.css";
import { useSignal } from "@preact/signals";
import type { AdminConcert } from "../../../contract/admin/changes/concert-changes.ts";
import { getAdminConcert } from "../../api/concert-changes.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { ObjectHistory } from "../activity/object-history.tsx";
import { may } from "../staff/employer.ts";
import { ImportLinks } from "../import/import-links.tsx";
import { ConcertFacts } from "./concert-facts.tsx";
import { DateForm } from "./date-form.tsx";
import { DateTable } from "./date-table.tsx";
import { DiscountsForm } from "./discounts-form.tsx";
import { DuplicateForm } from "./duplicate-form.tsx";
import { MoveForm } from "./move-form.tsx";
import type { Act } from "./opened.ts";
import { PresaleForms } from "./presale-forms.tsx";
import { TextsForm } from "./texts-form.tsx";

/** A published concert: its facts, its dates, everything that can still change of them, and its history. */
export function ConcertPage({ params: { id = "" } }: PageProps) {
  const w = words().adminConcerts;
  const concert = useResource<AdminConcert>(`admin-concert ${id}`, () => getAdminConcert(id));
  const { data, error } = concert;
  useTitle(data ? local(data.title) : w.title);
  if (!data && error) return <Trouble error={error} onRetry={() => void concert.reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  return <Shown concert={data} onReload={concert.reload} />;
}

type ShownProps = { concert: AdminConcert; onReload: () => Promise<void> };

function Shown({ concert, onReload }: ShownProps) {
  const w = words().adminConcerts;
  const act = useSignal<Act | null>(null);
  const open = act.value;
  const close = () => (act.value = null);
  const changed = async () => {
    close();
    await onReload();
  };
  const date = concert.dates.find(({ id }) => open && "id" in open && id === open.id);
  const { timeZone } = concert.venue;
  // Each change of the concert or of a date of it makes this another number.
  const changes = concert.dates.reduce((sum, { revision }) => sum + revision, concert.revision);
  const form = { onClose: close, onChanged: changed, onReload };
  return (
    <>
      <div class="adm__head">
        <div>
          <h1>{local(concert.title)}</h1>
          <p class="t-14 c-2 adm__about">
            <span>{local(concert.venue.name)}</span>
            <a class="link" href={`/concerts/${concert.slug}`}>
              {w.fansPage}
            </a>
            <a class="link" href={`/admin/concerts/${concert.id}/messages`}>
              {w.messages}
            </a>
          </p>
        </div>
        {may("concerts.edit") ? (
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            onClick={() => (act.value = { kind: "texts" })}
          >
            {w.editTexts}
          </button>
        ) : null}
      </div>
      {open?.kind === "texts" ? <TextsForm concert={concert} {...form} /> : null}
      {date && open?.kind === "edit" ? (
        <DateForm key={date.id} date={date} timeZone={timeZone} {...form} />
      ) : null}
      {date && open?.kind === "move" ? (
        <MoveForm key={date.id} date={date} timeZone={timeZone} {...form} />
      ) : null}
      {date && open?.kind === "discounts" ? (
        <DiscountsForm
          key={date.id}
          date={date}
          currency={concert.currency}
          timeZone={timeZone}
          {...form}
        />
      ) : null}
      {date && open?.kind === "presales" ? (
        <PresaleForms key={date.id} date={date} timeZone={timeZone} {...form} />
      ) : null}
      {date && open?.kind === "duplicate" ? (
        <DuplicateForm key={date.id} concert={concert} date={date} {...form} />
      ) : null}
      <DateTable concert={concert} onAct={(wanted) => (act.value = wanted)} />
      <ImportLinks date={concert.dates.at(-1)?.id} />
      <ConcertFacts concert={concert} />
      <ObjectHistory
        key={changes}
        id={concert.id}
        revision={changes}
        title={w.history}
        withObject
      />
    </>
  );
}
