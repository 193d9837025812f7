import { useSignal } from "@preact/signals";
import type { Correction, Person } from "../../../contract/admin/people/people.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { askCorrection, decideCorrection } from "../../api/selling/people.ts";
import { Amount } from "../../components/amount.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { ProblemNote, problemText } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { account } from "../../state/session.ts";
import { showToast } from "../../state/toast.ts";
import { Minute } from "../parts/moment.tsx";
import { may } from "../staff/employer.ts";

type CorrectionsProps = { person: Person; onChanged: (person: Person) => void };

/** Corrections of the wallet: one person asks, and another one decides. */
export function Corrections({ person, onChanged }: CorrectionsProps) {
  const w = words().peoplePages;
  const isAsking = useSignal(false);
  const decide = async (correction: Correction, isApproved: boolean) => {
    try {
      onChanged(await decideCorrection(person.id, correction.id, isApproved));
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
  };
  return (
    <section class="adm__card" aria-labelledby="person-corrections">
      <div class="adm__head">
        <h2 id="person-corrections">{w.corrections}</h2>
        {may("wallets.correct") ? (
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            onClick={() => (isAsking.value = true)}
          >
            {w.correct}
          </button>
        ) : null}
      </div>
      {person.corrections.length === 0 ? <p class="c-2">{w.noCorrections}</p> : null}
      <ul class="adm__acts">
        {person.corrections.map((correction) => (
          <Line key={correction.id} correction={correction} onDecide={decide} />
        ))}
      </ul>
      {isAsking.value ? (
        <AskDialog
          person={person}
          onClose={() => (isAsking.value = false)}
          onAsked={(now) => {
            isAsking.value = false;
            onChanged(now);
          }}
        />
      ) : null}
    </section>
  );
}

type LineProps = {
  correction: Correction;
  onDecide: (correction: Correction, isApproved: boolean) => Promise<void>;
};

function Line({ correction, onDecide }: LineProps) {
  const w = words().peoplePages;
  const { amount, reason, state, askedBy, askedAt, decidedBy } = correction;
  const mayDecide = state === "asked" && may("wallets.correct") && askedBy.id !== account.value?.id;
  return (
    <li>
      <b>
        <Amount of={amount} isSigned />
      </b>{" "}
      {reason} · <span class="c-2">{w.correctionStates[state]}</span>
      <p class="t-14 c-2">
        {w.askedBy(askedBy.name)} <Minute time={askedAt} />
        {decidedBy ? ` · ${w.decidedBy(decidedBy.name)}` : ""}
      </p>
      {mayDecide ? (
        <p class="adm__answers">
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            onClick={() => void onDecide(correction, false)}
          >
            {w.reject}
          </button>
          <button
            class="btn btn--primary btn--sm"
            type="button"
            onClick={() => void onDecide(correction, true)}
          >
            {w.approve}
          </button>
        </p>
      ) : null}
    </li>
  );
}

type AskDialogProps = { person: Person; onClose: () => void; onAsked: (person: Person) => void };

function AskDialog({ person, onClose, onAsked }: AskDialogProps) {
  const w = words().peoplePages;
  const amount = useSignal("");
  const reason = useSignal("");
  const refusal = useSignal<ApiError | undefined>(undefined);
  /** One key for one content: a changed amount is another correction. */
  const key = useSignal(crypto.randomUUID());
  const ask = async () => {
    const amountMinor = Number(amount.value.replaceAll(/[,\s]/g, "").replace("−", "-"));
    const { currency } = person.balance;
    try {
      const body = { amountMinor, currency, reason: reason.value.trim() };
      onAsked(await askCorrection(person.id, body, key.value));
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
  };
  const change = (field: typeof amount, value: string) => {
    field.value = value;
    key.value = crypto.randomUUID();
  };
  return (
    <Dialog title={w.correct} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <p class="c-2">{w.correctText}</p>
        <div class="field">
          <label for="correction-amount">{w.amount}</label>
          <input
            class="input num"
            id="correction-amount"
            required
            inputMode="text"
            pattern="[\-−]?[0-9, ]{1,12}"
            aria-describedby="correction-help"
            value={amount.value}
            onInput={(event) => change(amount, event.currentTarget.value)}
          />
          <p class="help" id="correction-help">
            {w.amountHelp}
          </p>
        </div>
        <div class="field">
          <label for="correction-reason">{w.reason}</label>
          <textarea
            class="input"
            id="correction-reason"
            rows={2}
            required
            minLength={3}
            maxLength={500}
            value={reason.value}
            onInput={(event) => change(reason, event.currentTarget.value)}
          />
        </div>
        <ProblemNote error={refusal.value} />
        <div class="adm__answers">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button class="btn btn--primary" type="submit">
            {w.ask}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
