import { useRef } from "preact/hooks";
import {
  type DateRule,
  datesMax,
} from "../../../../../contract/concert-draft/date-rules/date-rule.ts";
import {
  type ExpandedRule,
  expandDateRule,
} from "../../../../../contract/concert-draft/date-rules/expand-date-rule.ts";
import {
  dayText,
  daysText,
  formatDateRule,
  timesText,
} from "../../../../../contract/concert-draft/date-rules/format-date-rule.ts";
import { parseDateRule } from "../../../../../contract/concert-draft/date-rules/parse-date-rule.ts";
import { count } from "../../../../i18n/format.ts";
import { language, words } from "../../../../state/language.ts";
import { byRule } from "../../editing/date-rows.ts";
import type { StepProps } from "../../editing/setting.ts";
import { placed } from "../../fields/placed.ts";
import { Fault } from "../../fields/text-fields.tsx";

/** One line that makes all dates, and what was read in it. */
export function RuleField({ editing, setting }: StepProps) {
  const w = words().concertDraft.dates;
  const lang = language.value;
  const { timeZone, today } = setting;
  const { dates } = editing.document.value;
  /** The dates when the field was entered: what a half-typed rule takes away comes back. */
  const before = useRef(dates);
  const parsed = dates.rule.trim() === "" ? null : parseDateRule(dates.rule, today);
  const rule = parsed?.rule ?? null;
  const expanded = rule ? expandDateRule(rule, timeZone) : null;
  const [fault] = parsed?.faults ?? [];
  const text = fault
    ? w.fault(fault.kind, dates.rule.slice(fault.at, fault.at + fault.length))
    : expanded?.isTooMany
      ? w.tooMany(count(datesMax, lang))
      : null;

  const read = (typed: string) => {
    const { rule: next } = parseDateRule(typed, today);
    const made = next ? expandDateRule(next, timeZone) : null;
    const isEmpty = typed.trim() === "";
    editing.change(
      (document) => ({
        ...document,
        dates:
          isEmpty || (made && !made.isTooMany)
            ? byRule(before.current, typed, made?.dates ?? [])
            : { ...document.dates, rule: typed },
      }),
      "rule",
    );
  };
  const inLanguage = rule ? formatDateRule(rule, lang, today) : null;
  return (
    <div class="draft__rule">
      <div class="field">
        <div class="between">
          <label for={placed("/dates/rule")}>{w.rule}</label>
          <span class="draft__total" role="status">
            <b class="num">{w.dateCount(dates.rows.length)}</b>
            {setting.plan ? (
              <span class="num c-3">
                {w.seats(count(dates.rows.length * setting.plan.facts.seatCount, lang))}
              </span>
            ) : null}
          </span>
        </div>
        <textarea
          class="input"
          id={placed("/dates/rule")}
          rows={1}
          spellcheck={false}
          maxLength={1_000}
          placeholder={w.example}
          value={dates.rule}
          aria-invalid={text === null ? undefined : true}
          aria-describedby="rule-help rule-fault"
          onFocus={() => {
            before.current = editing.document.peek().dates;
          }}
          onInput={(event) => read(event.currentTarget.value)}
        />
        <p class="help" id="rule-help">
          {w.ruleHelp}
        </p>
        <Fault id="rule-fault" text={text} />
      </div>
      {rule && expanded ? <RuleParts {...{ rule, expanded }} /> : null}
      {inLanguage !== null && inLanguage !== dates.rule.trim() ? (
        <p class="t-14 c-2">
          {w.readAs} <q>{inLanguage}</q>
        </p>
      ) : null}
      {expanded?.dates.some(({ isMoved }) => isMoved) ? (
        <p class="note note--warn">{w.clockSkips}</p>
      ) : null}
    </div>
  );
}

/** What was read, piece by piece, with the number of dates that each makes or takes away. */
function RuleParts({ rule, expanded }: { rule: DateRule; expanded: ExpandedRule }) {
  const w = words().concertDraft.dates;
  const lang = language.value;
  const made = (part: "weekly" | "dated", index: number) =>
    expanded.dates.filter(({ source }) => source.part === part && source.index === index).length;
  const spanText = (from: string, to: string) =>
    from === to
      ? dayText(from, lang, false)
      : `${dayText(from, lang, true)} – ${dayText(to, lang, true)}`;
  return (
    <ul class="draft__parts num" aria-label={w.parts}>
      {rule.weekly.map(({ days, times }, index) => (
        <li key={`w${index}`}>
          <b>{daysText(days, lang)}</b> {timesText(times, lang)}{" "}
          <span>{w.dateCount(made("weekly", index))}</span>
        </li>
      ))}
      {rule.periods.map(({ from, to }, index) => (
        <li key={`p${index}`}>
          <b>{w.period}</b> {spanText(from, to)}
        </li>
      ))}
      {rule.dated.map(({ from, to, times }, index) => (
        <li key={`d${index}`}>
          <b>{spanText(from, to)}</b> {timesText(times, lang)}{" "}
          <span>{w.dateCount(made("dated", index))}</span>
        </li>
      ))}
      {rule.except.map(({ from, to, times }, index) => (
        <li key={`e${index}`}>
          <b>{w.except}</b> {spanText(from, to)} {timesText(times, lang)}{" "}
          <span>{w.leftOut(expanded.leftOut[index] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}
