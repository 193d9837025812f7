import { useSignal } from "@preact/signals";
import type { Factor } from "../../../contract/people/ways-in.ts";
import type { PasskeyChallenge } from "../../../contract/people/ways-in.ts";
import type { PasskeyAnswer } from "../../api/people/ways-in.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { Field } from "../../components/field.tsx";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { waysInWords } from "./words.ts";
import { isCalledOff, knowsPasskeys, signWithPasskey } from "./webauthn.ts";

/** What can be shown to prove who is there. */
export type Way = Factor | "password";
export type Shown =
  | { password: string }
  | { code: string }
  | { recoveryCode: string }
  | { passkey: PasskeyAnswer };

type FactorFormProps = {
  ways: readonly Way[];
  challenge: () => Promise<PasskeyChallenge>;
  onShow: (shown: Shown) => Promise<void>;
};

/** Asks for one of several proofs. Another way is one press away, and a refused one stays in its field. */
export function FactorForm({ ways, challenge, onShow }: FactorFormProps) {
  const w = waysInWords();
  const usable = ways.filter((way) => way !== "passkey" || knowsPasskeys());
  const way = useSignal<Way | undefined>(usable[0]);
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const attempt = async (shown: () => Promise<Shown>) => {
    if (isBusy.value) return;
    isBusy.value = true;
    error.value = undefined;
    try {
      await onShow(await shown());
    } catch (thrown) {
      if (!isCalledOff(thrown)) error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("proof");
    const text = typeof typed === "string" ? typed.trim() : "";
    void attempt(() => Promise.resolve(shownBy(way.value, text)));
  };
  return (
    <form class="stack" onSubmit={submit}>
      <ProblemNote error={error.value} />
      {way.value === "passkey" ? (
        <button
          class="btn btn--primary btn--lg btn--block"
          type="button"
          aria-busy={isBusy.value}
          onClick={() =>
            void attempt(async () => ({ passkey: await signWithPasskey(await challenge()) }))
          }
        >
          {w.usePasskey}
        </button>
      ) : way.value ? (
        <>
          <Field key={way.value} {...fields[way.value]} label={w.proof[way.value]} name="proof" />
          <button
            class="btn btn--primary btn--lg btn--block"
            type="submit"
            aria-busy={isBusy.value}
          >
            {w.confirm}
          </button>
        </>
      ) : (
        <p class="c-2">{w.noProof}</p>
      )}
      {usable
        .filter((other) => other !== way.value)
        .map((other) => (
          <button
            key={other}
            class="btn btn--ghost btn--sm"
            type="button"
            onClick={() => {
              way.value = other;
              error.value = undefined;
            }}
          >
            {w.other[other]}
          </button>
        ))}
    </form>
  );
}

const fields = {
  app: { maxLength: 6, minLength: 6, autocomplete: "one-time-code" as const },
  recovery: { maxLength: 40, autocomplete: "off" as const },
  password: {
    type: "password" as const,
    maxLength: 200,
    autocomplete: "current-password" as const,
  },
};

function shownBy(way: Way | undefined, text: string): Shown {
  if (way === "password") return { password: text };
  return way === "recovery" ? { recoveryCode: text } : { code: text };
}
