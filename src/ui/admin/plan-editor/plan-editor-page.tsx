import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { PlanDraft } from "../../../contract/admin/plan-drafts.ts";
import { getPlanDraft } from "../../api/plan-drafts.ts";
import { getVenue } from "../../api/setup/venues.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { local, words } from "../../state/language.ts";
import { account } from "../../state/session.ts";
import { showToast } from "../../state/toast.ts";
import { Studio } from "./studio.ts";
import { EditorScreen } from "./editor.tsx";
import { EditingSession, type News } from "./state/session.ts";

/** A draft of a seat plan, open to be edited. */
export function PlanEditorPage({ params }: PageProps) {
  const id = params["id"] ?? "";
  const draft = useSignal<PlanDraft | null>(null);
  const error = useSignal<ApiError | null>(null);
  // Never a draft from before: somebody may have saved since.
  const read = async () => {
    error.value = null;
    try {
      draft.value = await getPlanDraft(id);
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
  };
  useEffect(() => void read(), [id]);
  useTitle((draft.value && local(draft.value.plan.name)) || words().planEditor.title);
  if (draft.value) return <OpenDraft key={id} draft={draft.value} />;
  return (
    <main id="main" class="wrap" tabIndex={-1}>
      {error.value ? (
        <Trouble error={error.value} onRetry={() => void read()} />
      ) : (
        <SkeletonLines lines={6} />
      )}
    </main>
  );
}

/** The draft is read once; from then on the editor knows more than the page. */
function OpenDraft({ draft }: { draft: PlanDraft }) {
  const accountId = account.value?.id ?? "";
  const studio = useMemo(() => {
    const session = new EditingSession(draft, { accountId, onNews: (news) => tell(news) });
    return new Studio(session);
  }, [draft.id, accountId]);
  useEffect(() => {
    // Without the venue the plan can be edited all the same.
    getVenue(draft.venueId).then(
      (venue) => (studio.venue.value = venue),
      () => {},
    );
    const leaving = (event: BeforeUnloadEvent) => {
      if (studio.editor.history.unsavedCount > 0) event.preventDefault();
    };
    const hidden = () => {
      if (document.hidden) void studio.session.saver.flush();
    };
    addEventListener("beforeunload", leaving);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      removeEventListener("beforeunload", leaving);
      document.removeEventListener("visibilitychange", hidden);
      studio.session.stop();
    };
  }, [studio]);
  return <EditorScreen studio={studio} />;
}

/** What somebody has to know about their work and that of others. */
function tell(told: News): void {
  const { news } = words().planEditor;
  const text =
    told.kind === "lost"
      ? news.lost(told.count)
      : told.kind === "locked"
        ? news.locked(told.name)
        : news[told.kind];
  showToast({ text });
}
