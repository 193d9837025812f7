import { useSignal } from "@preact/signals";
import type { AdminSchedule } from "../../../contract/admin/sales.ts";
import {
  beginCancellation,
  continueCancellation,
  getCancellation,
  getWatchedSale,
} from "../../api/admin.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { useTitle } from "../../components/title.tsx";
import { ProblemNote, Trouble } from "../../components/feedback/trouble.tsx";
import { When } from "../../components/when.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { usePolling } from "../parts/polling.ts";
import { SaleBadge } from "../sales/sale-state-badge.tsx";
import { may } from "../staff/employer.ts";
import { CancelForm } from "./show-cancel-form.tsx";
import { Progress } from "./show-progress.tsx";

const everyMs = 3_000;
const usualPercent = 10;

/** Calling off one show: the preview, the confirmation, and the progress of refunds. */
export function ShowPage({ params }: PageProps) {
  const w = words().adminShows;
  const id = params["id"] ?? "";
  const percent = useSignal(usualPercent);
  const sale = useResource(`admin-sale ${id}`, () => getWatchedSale(id));
  const story = useResource(`cancellation ${id}`, () => getCancellation(id, percent.value));
  usePolling(story.reload, everyMs);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const isBusy = useSignal(false);
  useTitle(w.title);
  const error = sale.error ?? story.error;
  const reload = () => void Promise.all([sale.reload(), story.reload()]);
  if ((!sale.data || !story.data) && error) return <Trouble error={error} onRetry={reload} />;
  if (!sale.data || !story.data) return <SkeletonLines lines={8} />;
  const act = async (doing: () => Promise<unknown>, said: string) => {
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      await doing();
      showToast({ text: said });
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    await Promise.all([sale.reload(), story.reload()]);
    isBusy.value = false;
  };
  const { schedule } = sale.data;
  return (
    <>
      <Head schedule={schedule} />
      <ProblemNote error={refusal.value} />
      {story.data.state === "planned" && !may("shows.cancel") ? (
        <p class="adm__card c-2">{words().admin.lookOnly}</p>
      ) : story.data.state === "planned" ? (
        <CancelForm
          story={story.data}
          schedule={schedule}
          percent={percent.value}
          isBusy={isBusy.value}
          onPercent={(chosen) => {
            percent.value = chosen;
            void story.reload();
          }}
          onYes={(reason) => void act(() => beginCancellation(id, reason, percent.value), w.began)}
        />
      ) : (
        <Progress
          story={story.data}
          isBusy={isBusy.value}
          onContinue={() => void act(() => continueCancellation(id), w.wentOn)}
        />
      )}
    </>
  );
}

function Head({ schedule }: { schedule: AdminSchedule }) {
  return (
    <div class="adm__head">
      <div>
        <h1>{local(schedule.title)}</h1>
        <p class="t-14 c-2">
          <When time={schedule.startsAt} timeZone={schedule.timeZone} /> · {local(schedule.venue)}
        </p>
      </div>
      <SaleBadge state={schedule.sale} />
      {may("refunds.run") ? (
        <a class="btn btn--secondary btn--sm" href={`/admin/refunds?date=${schedule.id}`}>
          {words().adminShows.refundInstead}
        </a>
      ) : null}
    </div>
  );
}
