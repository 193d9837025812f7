import { useSignal } from "@preact/signals";
import { Dialog } from "../../../components/dialog.tsx";
import { problemText } from "../../../components/feedback/trouble.tsx";
import { Icon } from "../../../components/icon.tsx";
import { clock } from "../../../state/clock.ts";
import { language, words } from "../../../state/language.ts";
import { agoText } from "../../parts/moment.tsx";
import type { Editing, SaveState } from "../editing/editing.ts";

/** Whether what is typed is safe. Only its changes are read out, not the passing seconds. */
export function SaveLine({ editing }: { editing: Editing }) {
  const { save } = words().concertDraft;
  const state = editing.state.value;
  return (
    <div class="draft__save">
      <p class={`draft__saved draft__saved--${state.kind}`} role="status">
        {state.kind === "saved" ? <Icon name="check" size={16} /> : null}
        {state.kind === "offline" ? <Icon name="offline" size={16} /> : null}
        {state.kind === "refused" || state.kind === "failed" ? (
          <Icon name="alert" size={16} />
        ) : null}
        {state.kind === "failed" ? problemText(state.error) : save[state.kind]}
      </p>
      {state.kind === "saved" ? <SavedAgo atMs={state.atMs} /> : null}
      {state.kind === "failed" || state.kind === "offline" ? (
        <button class="btn btn--quiet btn--sm" type="button" onClick={() => void editing.save()}>
          {save.again}
        </button>
      ) : null}
    </div>
  );
}

function SavedAgo({ atMs }: { atMs: number }) {
  const nowMs = Math.max(atMs, clock.now.value);
  const time = new Date(atMs).toISOString();
  return <span class="c-3 hide-s num">· {agoText(time, nowMs, language.value)}</span>;
}

type Refusal = Extract<SaveState, { kind: "refused" }>;

/** Somebody else saved in between: says who, and lets both changes stand. */
export function RefusalNote({ editing, refusal }: { editing: Editing; refusal: Refusal }) {
  const w = words().concertDraft.save;
  const isAsking = useSignal(false);
  const { theirs, clashes } = refusal;
  const name = theirs.updatedBy?.name ?? w.somebody;
  return (
    <div class="note note--warn draft__refusal" role="alert">
      <Icon name="alert" />
      <p class="draft__says">
        <b>{w.refusedBy(name)}</b>
        <br />
        {clashes.length === 0 ? w.noClash : w.clashes(clashes.map(partName).join(", "))}
      </p>
      <button class="btn btn--primary btn--sm" type="button" onClick={() => editing.settle("both")}>
        {clashes.length === 0 ? w.joinBoth : w.keepMine}
      </button>
      <button
        class="btn btn--secondary btn--sm"
        type="button"
        onClick={() => (isAsking.value = true)}
      >
        {w.takeTheirs}
      </button>
      {isAsking.value ? (
        <Dialog title={w.takeTheirs} onClose={() => (isAsking.value = false)}>
          <p class="c-2">{w.takeTheirsText(name)}</p>
          <button
            class="btn btn--primary"
            type="button"
            onClick={() => {
              isAsking.value = false;
              editing.settle("theirs");
            }}
          >
            {w.takeTheirs}
          </button>
        </Dialog>
      ) : null}
    </div>
  );
}

/** The name of a part of the document, such as `title/ko`. */
function partName(path: string): string {
  const { parts } = words().concertDraft;
  const [part = ""] = path.split("/");
  return Object.hasOwn(parts, part) ? parts[part as keyof typeof parts] : part;
}
