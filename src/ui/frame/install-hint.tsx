import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { installPrompt, needsWords } from "../state/installed.ts";
import { words } from "../state/language.ts";
import { recall, remember } from "../state/storage.ts";
import { Icon } from "../components/icon.tsx";

/** Explains that tickets open offline and how to install the app, until the fan dismisses it. */
export function InstallHint() {
  const w = words().app;
  const isWanted = useSignal(false);
  useEffect(() => {
    isWanted.value = recall("install-hint") === null;
  }, []);
  const prompt = installPrompt.value;
  const inWords = needsWords(navigator.userAgent);
  if (!isWanted.value || (prompt === null && !inWords)) return null;
  const dismiss = () => {
    isWanted.value = false;
    remember("install-hint", "seen");
  };
  return (
    <div class="note note--brand">
      <Icon name="download" />
      <div class="grow stack-2">
        <p>{inWords ? w.installByHand : w.install}</p>
        <p class="row">
          {prompt ? (
            <button
              class="btn btn--secondary btn--sm"
              type="button"
              onClick={() => {
                dismiss();
                void prompt.prompt();
              }}
            >
              {w.installNow}
            </button>
          ) : null}
          <button class="btn btn--quiet btn--sm" type="button" onClick={dismiss}>
            {w.notNow}
          </button>
        </p>
      </div>
    </div>
  );
}
