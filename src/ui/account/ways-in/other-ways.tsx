import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Account } from "../../../contract/people/accounts.ts";
import type { Provider } from "../../../contract/people/ways-in.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { challengeLogIn, getChoices, logInWithPasskey } from "../../api/people/ways-in.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { useResource } from "../../state/resource.ts";
import { isCalledOff, knowsPasskeys, showsInField, signWithPasskey } from "./webauthn.ts";
import { ProviderMark, providerLook } from "./provider-mark.tsx";
import { waysInWords } from "./words.ts";

type OtherWaysProps = { next: string; trouble?: string | null; onDone: (account: Account) => void };

/** The ways to sign in without a password: passkeys, also available in the field of the address, and providers. */
export function OtherWays({ next, trouble = null, onDone }: OtherWaysProps) {
  const w = waysInWords();
  const { data } = useResource<{ providers: Provider[] }>("sign-in choices", getChoices);
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  useEffect(() => {
    const leaving = new AbortController();
    void showInField(leaving.signal, onDone);
    return () => leaving.abort();
  }, []);
  const usePasskey = async () => {
    isBusy.value = true;
    error.value = undefined;
    try {
      onDone((await logInWithPasskey(await signWithPasskey(await challengeLogIn()))).account);
    } catch (thrown) {
      if (!isCalledOff(thrown)) error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <section class="stack" aria-label={w.or}>
      {isTrouble(trouble) ? (
        <p class="note note--danger" role="alert">
          {w.trouble[trouble]}
        </p>
      ) : null}
      <ProblemNote error={error.value} />
      {knowsPasskeys() ? (
        <button
          class="btn btn--secondary btn--lg btn--block"
          type="button"
          aria-busy={isBusy.value}
          onClick={() => void usePasskey()}
        >
          {w.withPasskey}
        </button>
      ) : null}
      {data?.providers.map((provider) => (
        <a
          key={provider}
          class="btn btn--lg btn--block"
          // Not a page of the app: the browser leaves for the provider.
          target="_self"
          href={`/api/v1/sign-in/${provider}?next=${encodeURIComponent(next)}`}
          style={providerLook[provider]}
        >
          <ProviderMark of={provider} />
          {w.with[provider]}
        </a>
      ))}
    </section>
  );
}

const isTrouble = (text: string | null): text is keyof ReturnType<typeof waysInWords>["trouble"] =>
  text !== null && Object.hasOwn(waysInWords().trouble, text);

/** Offers passkeys while somebody types the address. Refusals stay silent: nobody has asked for anything yet. */
async function showInField(signal: AbortSignal, onDone: (account: Account) => void) {
  try {
    if (!(await showsInField()) || signal.aborted) return;
    const challenge = await challengeLogIn();
    const answer = await signWithPasskey(challenge, { signal, isInField: true });
    onDone((await logInWithPasskey(answer)).account);
  } catch (error) {
    if (!isCalledOff(error)) console.warn("no passkey was available", error);
  }
}
