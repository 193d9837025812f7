import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../../../components/icon.tsx";
import { count, dayShort } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import type { StepProps } from "../editing/setting.ts";
import { Mark } from "./mark.tsx";
import { addressOf, countOf, levelOf, type StepName, steps } from "./steps.ts";

type StepRailProps = StepProps & { current: StepName };

/** The steps, each with how it stands. On a phone the list opens below the current step. */
export function StepRail({ editing, setting, current }: StepRailProps) {
  const w = words().concertDraft;
  const isOpen = useSignal(false);
  useEffect(() => {
    isOpen.value = false;
  }, [current]);
  const { findings } = setting;
  const checked = steps.filter((step) => step !== "publish");
  const done = checked.filter((step) => levelOf(step, findings) === "fine").length;
  const share = Math.round((100 * done) / checked.length);
  return (
    <nav class="draft__rail" aria-label={w.stepList} data-open={isOpen.value}>
      <div class="draft__progress">
        <p>
          <span>{w.progress(done, checked.length)}</span>
          <span class="num">{share}%</span>
        </p>
        <div class="bar" aria-hidden="true">
          <i style={{ width: `${share}%` }} />
        </div>
      </div>
      <button
        class="draft__current"
        type="button"
        aria-expanded={isOpen.value}
        aria-controls="draft-steps"
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <Mark name={levelOf(current, findings)} />
        {w.steps[current]}
        <span class="grow" />
        <span class="num c-3">{`${steps.indexOf(current) + 1}/${steps.length}`}</span>
        <Icon name="chevron" size={16} />
      </button>
      <ol id="draft-steps">
        {steps.map((step) => {
          const level = levelOf(step, findings);
          return (
            <li key={step}>
              <a
                href={addressOf(editing.id, step)}
                aria-current={step === current ? "step" : undefined}
              >
                <Mark name={level} />
                <span>{w.steps[step]}</span>
                <span class="sr">{w.levels[level]}</span>
                <small class="num">{noteOf(step, { editing, setting })}</small>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** What a step comes to, in a word. */
function noteOf(step: StepName, { editing, setting }: StepProps): string {
  const w = words().concertDraft;
  const lang = language.value;
  const { dates, sale, seatsPerAccount } = editing.document.value;
  const own = setting.findings.filter((finding) => finding.step === step);
  const open = countOf("blocks", own) + countOf("warns", own);
  if (step === "venue" && setting.plan)
    return w.venue.seats(count(setting.plan.facts.seatCount, lang));
  if (step === "dates" && dates.rows.length > 0) return w.dates.dateCount(dates.rows.length);
  if (step === "sale" && sale.opensAt !== null)
    return dayShort({ time: sale.opensAt, timeZone: setting.timeZone, lang });
  if (step === "limits") return w.limits.note(seatsPerAccount);
  return open > 0 && step !== "publish" ? w.open(open) : "";
}
