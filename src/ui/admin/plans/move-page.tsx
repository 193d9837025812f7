import "./plans.css";
import { useSignal } from "@preact/signals";
import type { MovePlan, PlanMoveReport } from "../../../contract/admin/plan-moves.ts";
import { getVenuePlans, movePlan } from "../../api/plans.ts";
import { asApiError } from "../../api/problem.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { problemText, Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { showToast } from "../../state/toast.ts";
import { AskDialog } from "../parts/confirm-dialog.tsx";
import { FormField } from "../parts/form-field.tsx";
import { MoveReport } from "./move-report.tsx";

/** Moves a date to another revision, after showing what that means for those who have bought, hold or wait. */
export function MovePage({ params, query }: PageProps) {
  const w = words().adminPlans;
  useTitle(w.move);
  const venueId = params["id"] ?? "";
  const scheduleId = query.get("schedule") ?? "";
  const plans = useResource(`admin-plans ${venueId}`, () => getVenuePlans(venueId));
  const revision = useSignal(0);
  const report = useSignal<PlanMoveReport | null>(null);
  const prices = useSignal<MovePlan["prices"]>([]);
  const isBusy = useSignal(false);
  const isAsking = useSignal(false);
  const { data, error } = plans;
  if (!data && error) return <Trouble error={error} onRetry={() => void plans.reload()} />;
  if (!data) return <SkeletonLines lines={6} />;
  const isNow = ({ dates }: (typeof data.revisions)[number]) =>
    dates.some((date) => date.scheduleId === scheduleId);
  const now = data.revisions.find(isNow);
  const date = now?.dates.find((each) => each.scheduleId === scheduleId);
  const others = data.revisions.filter((each) => each !== now);
  const wanted = revision.value || (others[0]?.revision ?? 0);
  const ask = async (given: MovePlan["prices"], isDryRun: boolean) => {
    isAsking.value = false;
    if (isBusy.value) return;
    isBusy.value = true;
    prices.value = given;
    try {
      const seen = isDryRun ? null : report.value;
      const said = await movePlan(scheduleId, {
        revision: wanted,
        prices: given,
        isDryRun,
        ...(seen && { seenPlanHash: seen.planHash }),
      });
      report.value = said;
      if (said.isDone) {
        showToast({ text: w.movedTo(wanted) });
        navigate(`/admin/venues/${venueId}/plans`);
      }
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    isBusy.value = false;
  };
  return (
    <>
      <div class="adm__head">
        <h1>{w.move}</h1>
        <a class="btn btn--secondary btn--sm" href={`/admin/venues/${venueId}/plans`}>
          {w.toPlans}
        </a>
      </div>
      <section class="adm__card" aria-label={w.move}>
        <p>
          {date ? <b>{local(date.title)}</b> : null} {now ? w.sellsNow(now.revision) : null}
        </p>
        {others.length === 0 ? (
          <p class="c-2">{w.noOther}</p>
        ) : (
          <form
            class="plans__move"
            onSubmit={(event) => {
              event.preventDefault();
              void ask(pricesIn(event.currentTarget, report.value), true);
            }}
          >
            <div class="field">
              <label for="move-revision">{w.moveTo}</label>
              <select
                class="input"
                id="move-revision"
                value={wanted}
                onChange={(event) => {
                  revision.value = Number(event.currentTarget.value);
                  [report.value, prices.value] = [null, []];
                }}
              >
                {others.map((each) => (
                  <option key={each.revision} value={each.revision}>
                    {w.revisionOption(each.revision, count(each.seatCount, language.value))}
                  </option>
                ))}
              </select>
            </div>
            <NewPrices report={report.value} given={prices.value} />
            <button class="btn btn--secondary" type="submit" aria-busy={isBusy.value}>
              {w.check}
            </button>
          </form>
        )}
      </section>
      {report.value ? (
        <section class="adm__card" aria-labelledby="move-report">
          <h2 id="move-report">{w.whatItMeans}</h2>
          <MoveReport report={report.value} />
          <div>
            <button
              class="btn btn--primary"
              type="button"
              disabled={!report.value.canMove}
              aria-busy={isBusy.value}
              onClick={() => (isAsking.value = true)}
            >
              {w.moveNow}
            </button>
          </div>
        </section>
      ) : null}
      {isAsking.value ? (
        <AskDialog
          title={w.sureMove(wanted)}
          text={w.sureMoveText}
          yes={w.moveNow}
          onClose={() => (isAsking.value = false)}
          onYes={() => void ask(prices.value, false)}
        />
      ) : null}
    </>
  );
}

type NewPricesProps = { report: PlanMoveReport | null; given: MovePlan["prices"] };

/** The zones whose price the date does not have yet, and those that were given in this form. */
function NewPrices({ report, given }: NewPricesProps) {
  const w = words().adminPlans;
  const zones = (report?.zones ?? []).filter(
    ({ id, priceMinor }) => priceMinor === null || given.some((each) => each.id === id),
  );
  return (
    <>
      {zones.map(({ id, name, priceMinor, feeMinor }) => (
        <div class="plans__from" key={id}>
          <FormField
            name={`price-${id}`}
            label={w.priceOf(local(name))}
            type="number"
            min="0"
            step="1"
            value={priceMinor === null ? "" : String(priceMinor)}
          />
          <FormField
            name={`fee-${id}`}
            label={w.feeOf(local(name))}
            type="number"
            min="0"
            step="1"
            value={String(feeMinor ?? 0)}
          />
        </div>
      ))}
    </>
  );
}

function pricesIn(form: HTMLFormElement, report: PlanMoveReport | null): MovePlan["prices"] {
  const fields = new FormData(form);
  return (report?.zones ?? []).flatMap(({ id }) => {
    const [price, fee] = [fields.get(`price-${id}`), fields.get(`fee-${id}`)];
    if (typeof price !== "string" || price === "") return [];
    return [{ id, priceMinor: Number(price), feeMinor: Number(fee ?? 0) }];
  });
}
