import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type ConsentItem, consentItems, fullConsent } from "../../../contract/people/consent.ts";
import type { Pending as Waiting, PendingPerson } from "../../../contract/people/ways-in.ts";
import { getMe } from "../../api/accounts.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { getPending, signUpByProvider } from "../../api/people/ways-in.ts";
import { AgreementList } from "../../components/agreement-list.tsx";
import { focusFault } from "../../components/fault-line.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { Field } from "../../components/field.tsx";
import { language, words } from "../../state/language.ts";
import { signedIn } from "../../state/session.ts";
import { SecondStep } from "./second-step.tsx";
import { waysInWords } from "./words.ts";

/** What a sign-in with a provider still waits for: nothing, a second step, or the consent of somebody new. */
export function Pending({ step }: { step: string }) {
  const waiting = useSignal<Waiting | null>(null);
  const error = useSignal<ApiError | undefined>(undefined);
  useEffect(() => {
    const load = async () => {
      // The cookies are there already; the screen does not know yet whose they are.
      if (step === "done") signedIn(await getMe());
      else waiting.value = await getPending();
    };
    load().catch((thrown: unknown) => {
      error.value = asApiError(thrown);
    });
  }, []);
  if (error.value) return <Over error={error.value} />;
  if (!waiting.value) return <SkeletonLines />;
  const { person, secondStep } = waiting.value;
  if (secondStep) return <SecondStep step={secondStep} onDone={signedIn} />;
  return person ? <NewPerson person={person} /> : <Over />;
}

function Over({ error }: { error?: ApiError }) {
  const w = waysInWords();
  return (
    <div class="sign-in">
      {error ? <ProblemNote error={error} /> : <p role="alert">{w.trouble.failed}</p>}
      <a class="btn btn--primary btn--block" href="/sign-in">
        {words().signIn.submit}
      </a>
    </div>
  );
}

function NewPerson({ person }: { person: PendingPerson }) {
  const w = waysInWords();
  const { consent, name: nameLabel, nameHelp } = words().signIn;
  const agreed = useSignal<readonly ConsentItem[]>([]);
  const isTried = useSignal(false);
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const isMissing = consentItems.some((item) => !agreed.value.includes(item));
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    if (isBusy.value) return;
    if (isMissing) {
      isTried.value = true;
      return focusFault();
    }
    const typed = new FormData(event.currentTarget).get("name");
    const name = typeof typed === "string" ? typed.trim() : "";
    isBusy.value = true;
    error.value = undefined;
    try {
      const { account } = await signUpByProvider({
        name,
        locale: language.value,
        consent: fullConsent,
      });
      signedIn(account);
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <form class="sign-in" onSubmit={(event) => void submit(event)}>
      <h1 class="t-24">{w.newPerson(w.provider[person.provider])}</h1>
      <p class="c-2">{w.newPersonText}</p>
      <ProblemNote error={error.value} />
      <p class="t-14">{person.email}</p>
      <Field
        label={nameLabel}
        name="name"
        autocomplete="name"
        maxLength={80}
        defaultValue={person.name}
        help={nameHelp}
      />
      <fieldset class="agree" aria-describedby="consent-fault">
        <legend class="sr">{consent.title}</legend>
        <AgreementList
          id="consent"
          words={consent}
          texts={consentItems.map((item) => ({
            item,
            label: consent.item[item],
            text: consent.text[item],
            full: {
              href: `/${item}`,
              label: words().legal.full[item],
              note: words().legal.summary,
            },
          }))}
          agreed={agreed.value}
          isWrong={isTried.value && isMissing}
          onAgree={(items, isAgreed) => {
            const others = agreed.value.filter((item) => !items.includes(item));
            agreed.value = isAgreed ? [...others, ...items] : others;
          }}
        />
      </fieldset>
      <button class="btn btn--primary btn--lg btn--block" type="submit" aria-busy={isBusy.value}>
        {w.finish}
      </button>
    </form>
  );
}
