import { useSignal } from "@preact/signals";
import type { Passkey } from "../../../contract/people/ways-in.ts";
import {
  addPasskey,
  challengePasskey,
  removePasskey,
  renamePasskey,
} from "../../api/people/ways-in.ts";
import { Field } from "../../components/field.tsx";
import { language } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { type SectionProps, useAct } from "./section.tsx";
import { isKnownAlready, knowsPasskeys, makePasskey } from "./webauthn.ts";
import { waysInWords } from "./words.ts";

export const dayText = (time: string): string =>
  new Intl.DateTimeFormat(language.value, { dateStyle: "medium" }).format(new Date(time));

/** The passkeys with their names and last use. */
export function Passkeys({ ways: { passkeys }, reload }: SectionProps) {
  const w = waysInWords();
  const { act, isBusy, note } = useAct(reload);
  const add = async () => {
    const asked = await challengePasskey();
    try {
      const made = await makePasskey(asked);
      const name = w.passkeyName(passkeys.length + 1);
      await addPasskey({ challenge: asked.token, made, name });
      showToast({ text: w.passkeyAdded });
    } catch (error) {
      if (!isKnownAlready(error)) throw error;
      showToast({ text: w.passkeyKnown });
    }
  };
  return (
    <section class="stack" aria-labelledby="passkeys">
      <h2 id="passkeys" class="t-18">
        {w.passkeys}
      </h2>
      <p class="c-2">{w.passkeysText}</p>
      {note}
      {passkeys.length === 0 ? (
        <p class="c-3">{w.noPasskeys}</p>
      ) : (
        <ul class="stack">
          {passkeys.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} reload={reload} />
          ))}
        </ul>
      )}
      {knowsPasskeys() ? (
        <button
          class="btn btn--secondary"
          type="button"
          aria-busy={isBusy.value}
          onClick={() => void act(add)}
        >
          {w.addPasskey}
        </button>
      ) : null}
    </section>
  );
}

function Row({ passkey, reload }: { passkey: Passkey; reload: () => Promise<void> }) {
  const w = waysInWords();
  const { id, name, createdAt, lastUsedAt, isBackedUp } = passkey;
  const isNaming = useSignal(false);
  const { act, isBusy, note } = useAct(reload);
  const rename = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get(`name-${id}`);
    const text = typeof typed === "string" ? typed.trim() : "";
    void act(async () => {
      await renamePasskey(id, text);
      isNaming.value = false;
    });
  };
  const facts = [
    w.added(dayText(createdAt)),
    lastUsedAt === null ? w.neverUsed : w.lastUsed(dayText(lastUsedAt)),
    ...(isBackedUp ? [w.backedUp] : []),
  ];
  return (
    <li class="stack-2">
      {note}
      {isNaming.value ? (
        <form class="stack-2" onSubmit={rename}>
          <Field label={w.name} name={`name-${id}`} maxLength={60} defaultValue={name} />
          <button class="btn btn--secondary btn--sm" type="submit" aria-busy={isBusy.value}>
            {w.save}
          </button>
        </form>
      ) : (
        <b>{name}</b>
      )}
      <span class="c-2 t-14">{facts.join(" · ")}</span>
      <span class="row row--wrap">
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          aria-label={`${w.rename}: ${name}`}
          aria-expanded={isNaming.value}
          onClick={() => {
            isNaming.value = !isNaming.value;
          }}
        >
          {w.rename}
        </button>
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          aria-label={`${w.remove}: ${name}`}
          aria-busy={isBusy.value}
          onClick={() => void act(() => removePasskey(id), w.removed)}
        >
          {w.remove}
        </button>
      </span>
    </li>
  );
}
