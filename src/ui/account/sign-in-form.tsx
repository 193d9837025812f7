import { useSignal } from "@preact/signals";
import { type ConsentItem, consentItems, fullConsent } from "../../contract/people/consent.ts";
import * as accounts from "../api/accounts.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { language, words } from "../state/language.ts";
import { signedIn } from "../state/session.ts";
import { Later } from "../components/feedback/later.tsx";
import type { SecondStep } from "../../contract/people/ways-in.ts";
import { address } from "../state/router.ts";
import { AgreementList } from "../components/agreement-list.tsx";
import { focusFault } from "../components/fault-line.tsx";
import { Field } from "../components/field.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { ProblemNote } from "../components/feedback/trouble.tsx";

type SignInFormProps = {
  reason?: string;
  /** The level of its heading; none in a dialog, which has its own. */
  title?: "h1" | "h2" | null;
};

const loadSecondStep = () => import("./ways-in/second-step.tsx").then((part) => part.SecondStep);
const loadOtherWays = () => import("./ways-in/other-ways.tsx").then((part) => part.OtherWays);

/** Where to go on after a visit to a provider, and what became of the last one. */
function whence(): { next: string; trouble: string | null } {
  const { path, query } = address.value;
  const here = query.size > 0 ? `${path}?${query.toString()}` : path;
  const next = path === "/sign-in" ? (query.get("next") ?? "/") : here;
  return { next, trouble: query.get("trouble") };
}

/** Signs in or signs up in place; the page continues as soon as there is a session. */
export function SignInForm({ reason, title: Title = "h1" }: SignInFormProps) {
  const w = words().signIn;
  const isNew = useSignal(false);
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const agreed = useSignal<readonly ConsentItem[]>([]);
  const isTried = useSignal(false);
  const about = useSignal<readonly string[]>([]);
  const step = useSignal<SecondStep["secondStep"] | null>(null);
  const isMissing = consentItems.some((item) => !agreed.value.includes(item));

  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    if (isBusy.value) return;
    if (isNew.value && isMissing) {
      isTried.value = true;
      return focusFault();
    }
    const form = new FormData(event.currentTarget);
    const field = (name: string) => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    const credentials = { email: field("email").trim(), password: field("password") };
    isBusy.value = true;
    error.value = undefined;
    try {
      if (isNew.value) {
        const name = field("name").trim();
        const more = { name, locale: language.value, consent: fullConsent };
        signedIn((await accounts.signUp({ ...credentials, ...more })).account);
      } else {
        const answer = await accounts.logIn(credentials);
        if ("secondStep" in answer) step.value = answer.secondStep;
        else signedIn(answer.account);
      }
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };

  if (step.value)
    return (
      <div class="sign-in">
        <Later load={loadSecondStep} props={{ step: step.value, onDone: signedIn }} />
      </div>
    );
  return (
    <form
      class="sign-in"
      onSubmit={(event) => void submit(event)}
      onChange={({ currentTarget }) => (about.value = aboutIn(currentTarget))}
    >
      {Title === null ? null : <Title class="t-24">{isNew.value ? w.titleNew : w.title}</Title>}
      {reason === undefined ? null : <p class="c-2">{reason}</p>}
      <ProblemNote error={error.value} />
      {isNew.value ? (
        <Field label={w.name} name="name" autocomplete="name" maxLength={80} help={w.nameHelp} />
      ) : null}
      <Field
        label={w.email}
        name="email"
        type="email"
        autocomplete="username webauthn"
        maxLength={254}
      />
      {isNew.value ? (
        <NewPasswordField about={about.value} />
      ) : (
        <Field
          label={w.password}
          name="password"
          type="password"
          autocomplete="current-password"
          minLength={1}
          maxLength={200}
        />
      )}
      {isNew.value ? (
        <fieldset class="agree" aria-describedby="consent-fault">
          <legend class="sr">{w.consent.title}</legend>
          <AgreementList
            id="consent"
            words={w.consent}
            texts={consentItems.map((item) => ({
              item,
              label: w.consent.item[item],
              text: w.consent.text[item],
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
      ) : null}
      <button class="btn btn--primary btn--lg btn--block" type="submit" aria-busy={isBusy.value}>
        {isNew.value ? w.submitNew : w.submit}
      </button>
      {isNew.value ? null : (
        <Later load={loadOtherWays} props={{ ...whence(), onDone: signedIn }} />
      )}
      {isNew.value ? null : (
        <p class="sign-in__other">
          <a class="btn btn--ghost btn--sm" href="/reset-password">
            {w.forgot}
          </a>
        </p>
      )}
      <p class="sign-in__other c-2">
        {isNew.value ? w.haveOne : w.haveNone}
        <button
          class="btn btn--ghost btn--sm"
          type="button"
          onClick={() => {
            isNew.value = !isNew.value;
            error.value = undefined;
          }}
        >
          {isNew.value ? w.submit : w.submitNew}
        </button>
      </p>
    </form>
  );
}

/** What everybody knows of the person: no part of a password. */
const aboutIn = (form: HTMLFormElement): string[] =>
  ["email", "name"].flatMap((name) => {
    const value = new FormData(form).get(name);
    return typeof value === "string" ? [value] : [];
  });
