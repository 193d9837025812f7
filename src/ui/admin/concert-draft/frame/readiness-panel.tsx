import { useSignal } from "@preact/signals";
import type { Finding, Level } from "../../../../contract/concert-draft/findings.ts";
import { Icon } from "../../../components/icon.tsx";
import { words } from "../../../state/language.ts";
import { navigate } from "../../../state/router.ts";
import type { StepProps } from "../editing/setting.ts";
import { focusPlace } from "../fields/placed.ts";
import { findingText } from "./finding-text.ts";
import { Mark } from "./mark.tsx";
import { addressOf, countOf } from "./steps.ts";

const fineShown = 3;

/** What blocks, what deserves a look and what is in order. Each leads to its field. */
export function ReadinessPanel({ editing, setting }: StepProps) {
  const w = words().concertDraft;
  const showsAll = useSignal(false);
  const { findings } = setting;
  const of = (level: Level) => findings.filter((finding) => finding.level === level);
  const fine = of("fine");
  const jump = ({ step, pointers }: Finding) => {
    navigate(addressOf(editing.id, step));
    // The step is drawn first.
    const [pointer] = pointers;
    if (pointer !== undefined) requestAnimationFrame(() => setTimeout(() => focusPlace(pointer)));
  };
  return (
    <section class="draft__ready" aria-labelledby="readiness">
      <div class="between">
        <h2 id="readiness">{w.readiness.title}</h2>
        <p class="row">
          <LevelCount level="blocks" count={countOf("blocks", findings)} />
          <LevelCount level="warns" count={countOf("warns", findings)} />
        </p>
      </div>
      <ul class="draft__findings">
        {[...of("blocks"), ...of("warns")].map((finding) => (
          <Line key={`${finding.code} ${finding.step}`} finding={finding} onJump={jump} />
        ))}
      </ul>
      {fine.length > 0 ? (
        <>
          <div class="between">
            <p class="badge badge--open">
              <Icon name="check" size={16} />
              {w.readiness.fine(fine.length)}
            </p>
            {fine.length > fineShown ? (
              <button
                class="btn btn--quiet btn--sm"
                type="button"
                aria-expanded={showsAll.value}
                onClick={() => (showsAll.value = !showsAll.value)}
              >
                {showsAll.value ? w.readiness.fewer : w.readiness.all}
              </button>
            ) : null}
          </div>
          <ul class="draft__findings draft__findings--fine">
            {fine.slice(0, showsAll.value ? undefined : fineShown).map((finding) => (
              <Line key={`${finding.code} ${finding.step}`} finding={finding} onJump={jump} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

export function LevelCount({ level, count }: { level: "blocks" | "warns"; count: number }) {
  const w = words().concertDraft.readiness;
  if (count === 0) return null;
  return (
    <span class={`badge badge--box ${level === "blocks" ? "badge--cancel" : "badge--low"}`}>
      <Mark name={level} size={16} />
      {level === "blocks" ? w.blocking(count) : w.toLookAt(count)}
    </span>
  );
}

type LineProps = { finding: Finding; onJump: (finding: Finding) => void };

function Line({ finding, onJump }: LineProps) {
  const w = words().concertDraft;
  const { title, text } = findingText(finding);
  return (
    <li>
      <Mark name={finding.level} />
      <p>
        <span class="sr">{w.levels[finding.level]} </span>
        <b>{title}</b>
        {text === "" ? null : <span>{text}</span>}
      </p>
      {finding.code === "identity-missing" ? (
        <a class="draft__jump" href="/admin/organization">
          {words().adminStaff.settings}
          <Icon name="chevron" size={16} />
        </a>
      ) : (
        <button class="draft__jump" type="button" onClick={() => onJump(finding)}>
          {w.steps[finding.step]}
          <Icon name="chevron" size={16} />
        </button>
      )}
    </li>
  );
}
