import "./dates.css";
import "./draft.css";
import "./form.css";
import "./readiness.css";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { ComponentType } from "preact";
import type { ConcertDraft } from "../../../contract/concert-draft/drafts.ts";
import { getConcertDraft, saveConcertDraft } from "../../api/concert-drafts.ts";
import { focusText } from "../../components/heading-focus.ts";
import { Empty } from "../../components/feedback/empty.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { createEditing } from "./editing/editing.ts";
import { afterLeaving, leave } from "./editing/leaving.ts";
import type { StepProps } from "./editing/setting.ts";
import { useSetting } from "./editing/use-setting.ts";
import { PublishButton } from "./frame/publish-button.tsx";
import { LevelCount, ReadinessPanel } from "./frame/readiness-panel.tsx";
import { RefusalNote } from "./frame/save-line.tsx";
import { StepRail } from "./frame/step-rail.tsx";
import { addressOf, countOf, stepOf, steps, type StepName } from "./frame/steps.ts";
import { TopBar } from "./frame/top-bar.tsx";
import { BasicsStep } from "./steps/basics-step.tsx";
import { ContentStep } from "./steps/content-step.tsx";
import { DatesStep } from "./steps/dates/dates-step.tsx";
import { LimitsStep } from "./steps/limits-step.tsx";
import { PricesStep } from "./steps/prices/prices-step.tsx";
import { PublishStep, PublishSummary } from "./steps/publish-step.tsx";
import { QueueStep } from "./steps/queue-step.tsx";
import { RefundsStep } from "./steps/refunds-step.tsx";
import { SaleStep } from "./steps/sale/sale-step.tsx";
import { VenueStep } from "./steps/venue-step.tsx";

const forms: Record<StepName, ComponentType<StepProps>> = {
  basics: BasicsStep,
  venue: VenueStep,
  dates: DatesStep,
  prices: PricesStep,
  sale: SaleStep,
  limits: LimitsStep,
  refunds: RefundsStep,
  queue: QueueStep,
  content: ContentStep,
  publish: PublishStep,
};

let visits = 0;

/** Making a concert, step by step, until it is published. */
export function ConcertDraftPage({ params, query }: PageProps) {
  const id = params["id"] ?? "";
  // A draft seen before is out of date, and its next save would be refused.
  const visit = useMemo(() => ++visits, []);
  const draft = useResource<ConcertDraft>(`concert-draft ${id} ${visit}`, () =>
    afterLeaving(id, () => getConcertDraft(id)),
  );
  // The first answer begins the editing; later ones are its own saves.
  const first = useRef<ConcertDraft | undefined>(undefined);
  first.current ??= draft.data;
  const concertId = draft.data?.concertId;
  if (concertId != null) return <Published concertId={concertId} />;
  if (first.current)
    return <Draft key={first.current.id} draft={first.current} step={stepOf(query.get("step"))} />;
  if (draft.error) return <Trouble error={draft.error} onRetry={() => void draft.reload()} />;
  return <SkeletonLines lines={8} />;
}

function Published({ concertId }: { concertId: string }) {
  const w = words().concertDraft.publish;
  useTitle(w.isPublished);
  return (
    <Empty icon="ticket" title={w.isPublished} isPage>
      <a class="btn btn--primary" href={`/admin/concerts/${concertId}`}>
        {w.toConcert}
      </a>
    </Empty>
  );
}

function Draft({ draft, step }: { draft: ConcertDraft; step: StepName }) {
  const w = words().concertDraft;
  const editing = useMemo(
    () => createEditing(draft, { save: saveConcertDraft, load: getConcertDraft }),
    [],
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (editing.isUnsaved()) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => {
      removeEventListener("beforeunload", ask);
      leave(draft.id, editing.close());
    };
  }, [editing]);
  const setting = useSetting(editing);
  useTitle(`${local(editing.document.value.title) || w.untitled} · ${w.steps[step]}`);
  const state = editing.state.value;
  const props = { editing, setting };
  return (
    <div class="draft">
      <TopBar {...props} />
      {state.kind === "refused" ? <RefusalNote editing={editing} refusal={state} /> : null}
      <div class="draft__work">
        <StepRail {...props} current={step} />
        <Form key={step} {...props} step={step} />
        <aside class="draft__side">
          {step === "publish" ? null : <ReadinessPanel {...props} />}
          {step === "publish" ? (
            <div class="draft__only-wide">
              <ReadinessPanel {...props} />
            </div>
          ) : (
            <section class="draft__publish" aria-labelledby="when-published">
              <h2 id="when-published">{w.publish.title}</h2>
              <PublishSummary {...props} />
              <PublishButton {...props} />
            </section>
          )}
        </aside>
      </div>
      {step === "publish" ? null : (
        <div class="draft__foot">
          <p>
            <LevelCount level="blocks" count={countOf("blocks", setting.findings)} />
            <LevelCount level="warns" count={countOf("warns", setting.findings)} />
          </p>
          <a class="btn btn--primary" href={addressOf(draft.id, "publish")}>
            {w.checkAndPublish}
          </a>
        </div>
      )}
    </div>
  );
}

function Form({ step, ...props }: StepProps & { step: StepName }) {
  const w = words().concertDraft;
  const heading = useRef<HTMLHeadingElement>(null);
  const Step = forms[step];
  const next = steps[steps.indexOf(step) + 1];
  // A screen reader goes on at the step that was chosen.
  useEffect(() => focusText(heading.current), []);
  return (
    <section class="draft__form" aria-labelledby="step">
      <header>
        <h2 id="step" ref={heading}>
          {w.steps[step]}
        </h2>
        <p class="c-3">{w.intros[step]}</p>
      </header>
      <Step {...props} />
      {next ? (
        <p class="draft__next">
          <a class="btn btn--secondary" href={addressOf(props.editing.id, next)}>
            {w.next(w.steps[next])}
          </a>
        </p>
      ) : null}
    </section>
  );
}
