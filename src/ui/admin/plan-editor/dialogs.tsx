import { useSignal } from "@preact/signals";
import { edit } from "../../../contract/plan/editing/edit.ts";
import { publishPlanDraft } from "../../api/plan-drafts.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { Dialog } from "../../components/dialog.tsx";
import { problemText } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import type { Studio } from "./studio.ts";
import { otherKeys, toolKeys } from "./state/keys.ts";
import type { ToolName } from "./state/editor.ts";
import { isSameValue } from "./state/same-value.ts";
import { stroke } from "./tools/marking-tools.ts";

/** All keys, by what they are for. */
export function KeySheet({ studio, onClose }: { studio: Studio; onClose: () => void }) {
  const w = words().planEditor;
  const { keyTexts } = w;
  const others = Object.entries(otherKeys) as [keyof typeof otherKeys, string][];
  const tools = Object.entries(toolKeys) as [ToolName, string][];
  const rows = [
    ...tools.map(([name, key]) => [key, w.tools[name]] as const),
    ...others.map(([name, key]) => [key, keyTexts[name]] as const),
  ];
  return (
    <Dialog title={w.keys} onClose={onClose}>
      <dl class="pe__keys" tabIndex={0}>
        {rows.map(([key, text]) => (
          <div key={`${key} ${text}`}>
            <dt>
              {key.split(" ").map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={studio.hasKeys.value}
          onChange={(event) => (studio.hasKeys.value = event.currentTarget.checked)}
        />
        <span>{w.singleKeys}</span>
      </label>
    </Dialog>
  );
}

/** Makes the draft the venue's next revision. Everything is saved first, so that the server publishes what is seen. */
export function PublishDialog({ studio, onClose }: { studio: Studio; onClose: () => void }) {
  const { editor, session } = studio;
  const w = words().planEditor.publishing;
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | null>(null);
  const made = useSignal<{ revision: number; seatCount: number } | null>(null);
  const { count } = editor.hall.value.places;
  const publish = async () => {
    isBusy.value = true;
    error.value = null;
    try {
      // Fans see the frame, which has to hold all that was drawn.
      const framed = edit(editor.plan.peek(), { kind: "frame" });
      const isFramed = framed.isDone && isSameValue(framed.plan.bounds, editor.plan.peek().bounds);
      if (!isFramed) editor.do({ kind: "frame" });
      await session.saver.flush();
      made.value = await publishPlanDraft(editor.id, session.saver.version);
      editor.say(w.done(made.value.revision));
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <Dialog title={made.value ? w.done(made.value.revision) : w.title} onClose={onClose}>
      {made.value ? (
        <>
          <p class="c-2">{w.doneText(made.value.seatCount)}</p>
          <div class="adm__answers">
            <button class="btn btn--secondary" type="button" onClick={onClose}>
              {w.goOn}
            </button>
            <a class="btn btn--primary" href={`/admin/venues/${editor.venueId}/plans`}>
              {w.toVenue}
            </a>
          </div>
        </>
      ) : (
        <>
          <p class="c-2">{w.text(count)}</p>
          {error.value ? (
            <p class="error" role="alert">
              {error.value.detail && error.value.code === "conflict"
                ? w.conflict
                : problemText(error.value)}
              {error.value.code === "invalid-request" ? ` ${error.value.detail ?? ""}` : ""}
            </p>
          ) : null}
          <div class="adm__answers">
            <button class="btn btn--secondary" type="button" onClick={onClose}>
              {words().admin.back}
            </button>
            <button
              class="btn btn--primary"
              type="button"
              aria-busy={isBusy.value}
              onClick={() => void publish()}
            >
              {w.yes}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** A restricted view says what restricts it, since fans read that before they buy. */
export function RestrictedDialog({ studio, seats }: { studio: Studio; seats: Uint32Array }) {
  const w = words().planEditor;
  const text = useSignal(studio.options.restrictedText.value);
  const close = () => (studio.asked.value = null);
  const isEmpty = text.value.ko.trim() === "" || text.value.en.trim() === "";
  return (
    <Dialog title={w.marks.askTitle(seats.length)} onClose={close}>
      <form
        class="pe__form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isEmpty) return;
          const said = { ko: text.value.ko.trim(), en: text.value.en.trim() };
          studio.options.restrictedText.value = said;
          close();
          stroke(studio, seats, { flag: "restricted", text: said });
        }}
      >
        <p class="c-2">{w.marks.askText}</p>
        {(["ko", "en"] as const).map((lang) => (
          <div key={lang} class="field">
            <label for={`ask-${lang}`}>{lang === "ko" ? w.names.korean : w.names.english}</label>
            <input
              class="input"
              id={`ask-${lang}`}
              lang={lang}
              required
              maxLength={120}
              placeholder={lang === "ko" ? w.marks.example : undefined}
              value={text.value[lang]}
              onInput={(event) =>
                (text.value = { ...text.value, [lang]: event.currentTarget.value })
              }
            />
          </div>
        ))}
        <button class="btn btn--primary" type="submit">
          {w.marks.askYes}
        </button>
      </form>
    </Dialog>
  );
}
