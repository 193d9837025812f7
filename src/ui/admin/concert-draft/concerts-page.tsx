import "./draft.css";
import { useSignal } from "@preact/signals";
import type { AdminConcertSummary } from "../../../contract/admin/changes/concert-list.ts";
import type {
  ConcertDraftSummary,
  CreateConcertDraft,
} from "../../../contract/concert-draft/drafts.ts";
import {
  createConcertDraft,
  getConcertDraft,
  listConcertDrafts,
  removeConcertDraft,
} from "../../api/concert-drafts.ts";
import { listAdminConcerts } from "../../api/concert-changes.ts";
import { asApiError } from "../../api/problem.ts";
import { Empty } from "../../components/feedback/empty.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { problemText, Trouble } from "../../components/feedback/trouble.tsx";
import { Icon } from "../../components/icon.tsx";
import { useTitle } from "../../components/title.tsx";
import { local, words } from "../../state/language.ts";
import { navigate } from "../../state/router.ts";
import { showToast } from "../../state/toast.ts";
import { AskDialog } from "../parts/confirm-dialog.tsx";
import { Ago } from "../parts/moment.tsx";
import { More } from "../parts/more-button.tsx";
import { useList } from "../parts/paged-list.ts";
import { Table } from "../parts/table.tsx";
import { may } from "../staff/employer.ts";
import { PublishedConcerts } from "./published-list.tsx";
import { dateText } from "./steps/dates/date-text.ts";

/** Begins a draft and opens it. */
async function begin(from: Partial<CreateConcertDraft>, said?: string): Promise<void> {
  try {
    const { id } = await createConcertDraft(from);
    if (said !== undefined) showToast({ text: said });
    navigate(`/admin/concert-drafts/${id}`);
  } catch (thrown) {
    showToast({ text: problemText(asApiError(thrown)) });
  }
}

/** The organization's concerts: those in the making, and those that are published. */
export function ConcertsPage() {
  const w = words().concertDraft.list;
  useTitle(w.title);
  const drafts = useList<ConcertDraftSummary>("concert-drafts", listConcertDrafts);
  const concerts = useList<AdminConcertSummary>("admin-concerts", listAdminConcerts);
  const isBusy = useSignal(false);
  const { data } = drafts;
  const error = drafts.error ?? concerts.error;
  const isLoaded = data !== undefined && concerts.data !== undefined;
  const reload = () => void Promise.all([drafts.reload(), concerts.reload()]);
  const create = async () => {
    if (isBusy.value) return;
    isBusy.value = true;
    await begin({});
    isBusy.value = false;
  };
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
        {may("concerts.create") ? (
          <button
            class="btn btn--primary btn--sm"
            type="button"
            aria-busy={isBusy.value}
            onClick={() => void create()}
          >
            <Icon name="plus" size={20} />
            {w.create}
          </button>
        ) : null}
      </div>
      {!isLoaded && error ? <Trouble error={error} onRetry={reload} /> : null}
      {!isLoaded && !error ? <SkeletonLines lines={6} /> : null}
      {data?.items.length === 0 && concerts.data?.items.length === 0 ? (
        <Empty icon="ticket" title={w.none}>
          <p class="c-2">{w.noneText}</p>
        </Empty>
      ) : null}
      {isLoaded && data.items.length > 0 ? (
        <section class="adm__card" aria-labelledby="drafts">
          <h2 id="drafts">{w.drafts}</h2>
          <Table name={w.drafts} head={[w.concert, w.nextDate, w.saved, ""]} isStacked>
            {data.items.map((draft) => (
              <Line key={draft.id} draft={draft} onRemoved={() => void drafts.reload()} />
            ))}
          </Table>
          <More list={drafts} />
        </section>
      ) : null}
      {isLoaded ? (
        <PublishedConcerts
          list={concerts}
          onDuplicate={(id) => void begin({ fromConcertId: id }, w.duplicated)}
        />
      ) : null}
    </>
  );
}

type LineProps = { draft: ConcertDraftSummary; onRemoved: () => void };

function Line({ draft, onRemoved }: LineProps) {
  const { list: w, untitled, draft: state } = words().concertDraft;
  const isAsking = useSignal(false);
  const { id, title, venue, dateCount, firstStart, updatedAt, updatedBy } = draft;
  const name = local(title) || title.ko || title.en || untitled;
  const remove = async () => {
    isAsking.value = false;
    try {
      const { revision } = await getConcertDraft(id);
      await removeConcertDraft(id, revision);
      showToast({ text: w.removed });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    onRemoved();
  };
  return (
    <tr>
      <td class="adm__what">
        <a class="semi" href={`/admin/concert-drafts/${id}`}>
          {name}
        </a>
        <span class="t-12 c-3">
          {state}
          {venue ? ` · ${local(venue)}` : ""}
        </span>
      </td>
      <td class="num" data-label={w.nextDate}>
        {firstStart === null ? (
          <span class="c-3">{w.noDates}</span>
        ) : (
          `${dateText(firstStart)} · ${w.dates(dateCount)}`
        )}
      </td>
      <td class="nowrap" data-label={w.saved}>
        <Ago time={updatedAt} />{" "}
        {updatedBy ? <span class="c-3">{w.savedBy(updatedBy.name)}</span> : null}
      </td>
      <td class="right">
        {may("concerts.create") ? (
          <>
            <button
              class="btn btn--quiet btn--sm"
              type="button"
              aria-label={w.duplicateOf(name)}
              onClick={() => void begin({ fromDraftId: id }, w.duplicated)}
            >
              {w.duplicate}
            </button>
            <button
              class="btn btn--quiet btn--sm"
              type="button"
              aria-label={w.removeOf(name)}
              onClick={() => (isAsking.value = true)}
            >
              {w.remove}
            </button>
          </>
        ) : null}
        {isAsking.value ? (
          <AskDialog
            title={w.removeOf(name)}
            text={w.removeText}
            yes={w.remove}
            isDanger
            onClose={() => (isAsking.value = false)}
            onYes={() => void remove()}
          />
        ) : null}
      </td>
    </tr>
  );
}
