import { useSignal } from "@preact/signals";
import type { PaymentStory } from "../../../contract/money/payments.ts";
import { closeIssue, getPaymentStory, listActs, resolvePayment } from "../../api/admin.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { Amount } from "../../components/amount.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Icon } from "../../components/icon.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { useTitle } from "../../components/title.tsx";
import { ProblemNote, Trouble } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { type Resource, useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { ActList } from "../activity/activity-list.tsx";
import { GatewayCard } from "./gateway-card.tsx";
import { issueText } from "../parts/issue-text.ts";
import { PaymentFacts } from "./payment-facts.tsx";
import { PaymentBadge } from "./payment-status.tsx";
import { PaymentTimeline } from "./payment-timeline.tsx";
import { may } from "../staff/employer.ts";

/** One payment with its history, the gateway's record, and the possible actions. */
export function PaymentPage({ params }: PageProps) {
  const w = words().adminPayments;
  const id = params["id"] ?? "";
  useTitle(w.title);
  const story = useResource<PaymentStory>(`story ${id}`, () => getPaymentStory(id));
  if (!story.data && story.error)
    return <Trouble error={story.error} onRetry={() => void story.reload()} />;
  if (!story.data) return <SkeletonLines lines={8} />;
  return <Loaded story={story} data={story.data} />;
}

function Loaded({ story, data }: { story: Resource<PaymentStory>; data: PaymentStory }) {
  const w = words().adminPayments;
  const { payment } = data;
  const acts = useResource(`acts ${payment.id}`, () => listActs(payment.id));
  const changed = (told: PaymentStory) => {
    story.set(told);
    void acts.reload();
  };
  return (
    <>
      <div class="adm__head">
        <h1>
          {payment.orderNumber ?? w.purpose[payment.purpose]} · <Amount of={payment.amount} />
        </h1>
        <PaymentBadge status={payment.status} />
      </div>
      {payment.issue === null ? null : (
        <div class="note note--danger">
          <Icon name="alert" />
          <p>
            <b>{issueText(payment.issue)}</b>
            <br />
            {w.issueText}
          </p>
        </div>
      )}
      <div class="adm__pair">
        <div class="adm__stack">
          <section class="adm__card" aria-labelledby="facts">
            <h2 id="facts">{w.facts}</h2>
            <PaymentFacts payment={payment} />
          </section>
          <section class="adm__card" aria-labelledby="timeline">
            <h2 id="timeline">{w.timeline}</h2>
            <PaymentTimeline story={data} />
            {data.notices.length > 0 ? <p class="help">{w.byGateway}</p> : null}
          </section>
        </div>
        <div class="adm__stack">
          <GatewayCard key={data.timeline.length} paymentId={payment.id} of={payment.amount} />
          {may("finance.edit") ? <Acting story={data} onChanged={changed} /> : null}
          {acts.data && acts.data.items.length > 0 ? (
            <section class="adm__card" aria-labelledby="acts">
              <h2 id="acts">{words().adminActs.title}</h2>
              <ActList acts={acts.data.items} />
            </section>
          ) : null}
        </div>
      </div>
    </>
  );
}

type ActingProps = { story: PaymentStory; onChanged: (story: PaymentStory) => void };

function Acting({ story: { payment }, onChanged }: ActingProps) {
  const w = words().adminPayments;
  const isBusy = useSignal(false);
  const isClosing = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const act = async (doing: () => Promise<PaymentStory>, said: string) => {
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      onChanged(await doing());
      showToast({ text: said });
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const close = (note: string) => {
    isClosing.value = false;
    void act(() => closeIssue(payment.id, note), w.closed);
  };
  return (
    <section class="adm__card" aria-labelledby="acting">
      <h2 id="acting">{w.act}</h2>
      <p class="t-14 c-2">{w.resolveText}</p>
      <ProblemNote error={refusal.value} />
      <button
        class="btn btn--secondary"
        type="button"
        aria-busy={isBusy.value}
        onClick={() => void act(() => resolvePayment(payment.id), w.resolved)}
      >
        {w.resolve}
      </button>
      {payment.issue === null ? null : (
        <button class="btn btn--primary" type="button" onClick={() => (isClosing.value = true)}>
          {w.close}
        </button>
      )}
      {isClosing.value ? (
        <CloseDialog onClose={() => (isClosing.value = false)} onYes={close} />
      ) : null}
    </section>
  );
}

function CloseDialog({ onClose, onYes }: { onClose: () => void; onYes: (note: string) => void }) {
  const w = words().adminPayments;
  const note = useSignal("");
  return (
    <Dialog title={w.close} onClose={onClose}>
      <p class="c-2">{w.closeText}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onYes(note.value.trim());
        }}
      >
        <div class="field">
          <label for="note">{w.note}</label>
          <textarea
            class="input"
            id="note"
            rows={3}
            required
            maxLength={500}
            value={note.value}
            onInput={(event) => (note.value = event.currentTarget.value)}
          />
        </div>
        <div class="adm__answers">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button class="btn btn--primary" type="submit" disabled={note.value.trim() === ""}>
            {w.close}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
