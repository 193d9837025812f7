import type { Act } from "../../../contract/admin/activity.ts";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { issueText } from "../parts/issue-text.ts";
import { ActObject } from "./act-object.tsx";
import { Moment } from "../parts/moment.tsx";

/** The activity log: each act with its admin and its changes. */
export function ActList({ acts, withObject = false }: { acts: Act[]; withObject?: boolean }) {
  const w = words().adminActs;
  if (acts.length === 0) return <p class="c-2">{w.none}</p>;
  return (
    <ol class="adm__acts">
      {acts.map((act) => (
        <li key={act.id}>
          <p>
            <b>{actionText(act)}</b>
            {withObject ? <ActObject act={act} /> : null}
          </p>
          {changesOf(act).map((line) => (
            <p key={line} class="t-14 c-2">
              {line}
            </p>
          ))}
          <p class="t-12 c-3">
            {act.actor?.name ?? w.nobody} · <Moment time={act.at} />
            {act.origin === null ? null : ` · ${act.origin.split(" ")[0]}`}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** New terms are set by saying the state of the sale once more. */
const isNewTerms = ({ action, changes }: Act) =>
  action.startsWith("sale.") && !changes.some(({ field }) => field === "sale_state");

const actionText = (act: Act): string => actionName(isNewTerms(act) ? "sale.terms" : act.action);

export function actionName(action: string): string {
  const w = words().adminActs;
  return Object.hasOwn(w.action, action) ? w.action[action as keyof typeof w.action] : action;
}

/** A new object has no previous values, so its fields are not listed. */
function changesOf({ changes, action }: Act): string[] {
  if (action.endsWith(".create")) return [];
  const w = words().adminActs;
  return changes.flatMap(({ field, before, after }) => {
    if (!Object.hasOwn(w.field, field)) return [];
    const name = w.field[field as keyof typeof w.field];
    const text = field === "issue" ? issueOf : valueText;
    const was = before === null ? "" : `${text(before)} → `;
    return [`${name}: ${was}${text(after)}`];
  });
}

const issueOf = (value: unknown): string =>
  typeof value === "string" ? issueText(value) : valueText(value);

function valueText(value: unknown): string {
  const w = words().adminActs;
  if (value === null || value === undefined) return w.nothing;
  if (typeof value === "string" && Object.hasOwn(w.value, value))
    return w.value[value as keyof typeof w.value];
  if (typeof value === "object" && "ko" in value && "en" in value)
    return local(value as { ko: string; en: string });
  if (typeof value === "number") return count(value, language.value);
  if (typeof value === "string") return value;
  if (isEmpty(value)) return w.nothing;
  return namesIn(value).join(", ") || JSON.stringify(value).slice(0, 200);
}

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.values(value).every(isEmpty);

/** The names of the things in a list, such as discounts, which say more than their fields. */
function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { name } = value as { name?: unknown };
  if (typeof name === "object" && name !== null && "ko" in name && "en" in name)
    return [local(name as { ko: string; en: string })];
  return Object.values(value).flatMap(namesIn);
}
