import type { PlanMoveReport } from "../../../contract/admin/plan-moves.ts";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";

const groups = [
  "soldGone",
  "heldGone",
  "soldMoved",
  "soldRezoned",
  "gone",
  "added",
  "moved",
  "rezoned",
  "renumbered",
] as const;

/** What a move means: why it is not possible, and which places are concerned. */
export function MoveReport({ report }: { report: PlanMoveReport }) {
  const w = words().adminPlans;
  const lang = language.value;
  const shown = groups.filter((group) => report[group].count > 0);
  return (
    <>
      <p role="status">
        {report.canMove ? w.canMove : w.cannotMove}{" "}
        {w.soldAndHeld(count(report.sold, lang), count(report.held, lang))}
      </p>
      {report.faults.length > 0 ? (
        <ul class="plans__faults">
          {report.faults.map((fault) => (
            <li key={fault} class="c-danger">
              {w.moveFaults[fault]}
            </li>
          ))}
        </ul>
      ) : null}
      <dl class="plans__groups">
        {shown.map((group) => (
          <div key={group}>
            <dt>
              {w.moveGroups[group]} <span class="num">{count(report[group].count, lang)}</span>
            </dt>
            <dd class="t-14 c-2">
              {report[group].names.slice(0, 12).join(", ")}
              {report[group].count > 12 ? " …" : ""}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
