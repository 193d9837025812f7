import type { Account } from "../../contract/people/accounts.ts";
import type { SecondStep } from "../../contract/people/ways-in.ts";
import { Later } from "../components/feedback/later.tsx";
import { useSignal } from "@preact/signals";
import * as accounts from "../api/accounts.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { Field } from "../components/field.tsx";
import { useTitle } from "../components/title.tsx";
import { ProblemNote } from "../components/feedback/trouble.tsx";
import { words } from "../state/language.ts";
import { signedIn } from "../state/session.ts";
import { NewPasswordField } from "./new-password-field.tsx";

type Submit = SubmitEvent & { currentTarget: HTMLFormElement };

/** Requests the reset mail; opened from its link, it takes the new password. */
export function ResetPasswordPage() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  return (
    <main id="main" class="wrap narrow">
      {token === null ? <AskForLink /> : <SetPassword key={token} token={token} />}
    </main>
  );
}

/** One field, sent once at a time, with its refusal. */
function useSending(send: (value: string) => Promise<void>) {
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const submit = async (event: Submit, name: string) => {
    event.preventDefault();
    if (isBusy.value) return;
    const value = new FormData(event.currentTarget).get(name);
    isBusy.value = true;
    error.value = undefined;
    try {
      await send(typeof value === "string" ? value : "");
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return { isBusy, error, submit };
}

function AskForLink() {
  const w = words();
  useTitle(w.reset.title);
  const sentTo = useSignal<string | null>(null);
  const { isBusy, error, submit } = useSending(async (value) => {
    const email = value.trim();
    await accounts.askForReset(email);
    sentTo.value = email;
  });
  if (sentTo.value !== null)
    return (
      <div class="sign-in" role="status">
        <h1 class="t-24">{w.reset.sent}</h1>
        <p class="c-2">{w.reset.sentText(sentTo.value)}</p>
        <button
          class="btn btn--secondary btn--block"
          type="button"
          onClick={() => {
            sentTo.value = null;
          }}
        >
          {w.reset.again}
        </button>
        <BackToSignIn />
      </div>
    );
  return (
    <form class="sign-in" onSubmit={(event) => void submit(event, "email")}>
      <h1 class="t-24">{w.reset.title}</h1>
      <p class="c-2">{w.reset.text}</p>
      <ProblemNote error={error.value} />
      <Field
        label={w.signIn.email}
        name="email"
        type="email"
        autocomplete="username"
        maxLength={254}
      />
      <button class="btn btn--primary btn--lg btn--block" type="submit" aria-busy={isBusy.value}>
        {w.reset.submit}
      </button>
      <BackToSignIn />
    </form>
  );
}

const loadSecondStep = () => import("./ways-in/second-step.tsx").then((part) => part.SecondStep);

function SetPassword({ token }: { token: string }) {
  const w = words();
  useTitle(w.reset.titleNew);
  const isDone = useSignal(false);
  const step = useSignal<SecondStep["secondStep"] | null>(null);
  const finish = (known: Account) => {
    signedIn(known);
    isDone.value = true;
  };
  const { isBusy, error, submit } = useSending(async (password) => {
    const answer = await accounts.resetPassword({ token, password });
    if ("secondStep" in answer) step.value = answer.secondStep;
    else finish(answer.account);
  });
  if (isDone.value) return <Done />;
  if (step.value)
    return (
      <div class="sign-in">
        <Later load={loadSecondStep} props={{ step: step.value, onDone: finish }} />
      </div>
    );
  const isDead = error.value?.code === "link-spent" || error.value?.code === "link-not-valid";
  return (
    <form class="sign-in" onSubmit={(event) => void submit(event, "password")}>
      <h1 class="t-24">{w.reset.titleNew}</h1>
      <ProblemNote error={error.value} />
      {isDead ? (
        <a class="btn btn--primary btn--lg btn--block" href="/reset-password">
          {w.reset.newLink}
        </a>
      ) : (
        <>
          <p class="c-2">{w.reset.textNew}</p>
          <NewPasswordField />
          <button
            class="btn btn--primary btn--lg btn--block"
            type="submit"
            aria-busy={isBusy.value}
          >
            {w.reset.save}
          </button>
        </>
      )}
    </form>
  );
}

function Done() {
  const w = words().reset;
  return (
    <div class="sign-in" role="status">
      <h1 class="t-24">{w.done}</h1>
      <p class="c-2">{w.doneText}</p>
      <a class="btn btn--primary btn--lg btn--block" href="/">
        {w.home}
      </a>
    </div>
  );
}

const BackToSignIn = () => (
  <p class="sign-in__other">
    <a class="btn btn--ghost btn--sm" href="/sign-in">
      {words().reset.toSignIn}
    </a>
  </p>
);
