import { useSignal } from "@preact/signals";
import type { NewAuthenticator } from "../../../contract/people/ways-in.ts";
import {
  beginAuthenticator,
  confirmAuthenticator,
  removeAuthenticator,
  renewRecoveryCodes,
} from "../../api/people/ways-in.ts";
import { Field } from "../../components/field.tsx";
import { Qr } from "../../components/qr.tsx";
import { dayText } from "./passkey-section.tsx";
import { CodeList } from "./recovery-codes.tsx";
import { type SectionProps, useAct } from "./section.tsx";
import { waysInWords } from "./words.ts";

/** The authenticator app and the recovery codes. */
export function AppSection({ ways, reload }: SectionProps) {
  const w = waysInWords();
  const { authenticator, passkeys, recoveryCodesLeft, hasApps } = ways;
  const begun = useSignal<NewAuthenticator | null>(null);
  const codes = useSignal<readonly string[] | null>(null);
  const { act, isBusy, note } = useAct(reload);
  const hasFactor = authenticator !== null || passkeys.length > 0;
  return (
    <>
      {hasApps || authenticator ? (
        <section class="stack" aria-labelledby="app">
          <h2 id="app" class="t-18">
            {w.app}
          </h2>
          <p class="c-2">{authenticator ? w.appSince(dayText(authenticator.since)) : w.appText}</p>
          {note}
          {authenticator ? (
            <button
              class="btn btn--secondary"
              type="button"
              aria-busy={isBusy.value}
              aria-label={`${w.remove}: ${w.app}`}
              onClick={() => void act(removeAuthenticator, w.removed)}
            >
              {w.remove}
            </button>
          ) : begun.value ? (
            <Confirming
              begun={begun.value}
              isBusy={isBusy.value}
              onCode={(code) =>
                void act(async () => {
                  codes.value = (await confirmAuthenticator(code)).codes;
                  begun.value = null;
                })
              }
            />
          ) : (
            <button
              class="btn btn--secondary"
              type="button"
              aria-busy={isBusy.value}
              onClick={() =>
                void act(async () => {
                  begun.value = await beginAuthenticator();
                })
              }
            >
              {w.addApp}
            </button>
          )}
        </section>
      ) : null}
      {hasFactor || codes.value ? (
        <section class="stack" aria-labelledby="codes">
          <h2 id="codes" class="t-18">
            {w.codes}
          </h2>
          <p class="c-2">{w.codesText}</p>
          {codes.value ? (
            <CodeList
              codes={codes.value}
              onKept={() => {
                codes.value = null;
              }}
            />
          ) : (
            <p class="between row--wrap">
              <span>{w.codesLeft(recoveryCodesLeft)}</span>
              <button
                class="btn btn--secondary btn--sm"
                type="button"
                aria-busy={isBusy.value}
                onClick={() =>
                  void act(async () => {
                    codes.value = (await renewRecoveryCodes()).codes;
                  })
                }
              >
                {w.renewCodes}
              </button>
            </p>
          )}
        </section>
      ) : null}
    </>
  );
}

type ConfirmingProps = {
  begun: NewAuthenticator;
  isBusy: boolean;
  onCode: (code: string) => void;
};

function Confirming({ begun: { secret, uri }, isBusy, onCode }: ConfirmingProps) {
  const w = waysInWords();
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("code");
    onCode(typeof typed === "string" ? typed.trim() : "");
  };
  return (
    <form class="stack" onSubmit={submit}>
      <p>{w.scan}</p>
      <Qr text={uri} label={w.qr} />
      <p class="t-14">
        {w.key} <code class="num">{secret.replaceAll(/(.{4})(?=.)/g, "$1 ")}</code>
      </p>
      <Field
        label={w.proof.app}
        name="code"
        minLength={6}
        maxLength={6}
        autocomplete="one-time-code"
      />
      <button class="btn btn--primary" type="submit" aria-busy={isBusy}>
        {w.confirm}
      </button>
    </form>
  );
}
