import { ThemeSwitch } from "../../frame/switches.tsx";
import { Icon } from "../../components/icon.tsx";
import { clock } from "../../state/clock.ts";
import { language, local, words } from "../../state/language.ts";
import { agoText } from "../parts/moment.tsx";
import type { Studio } from "./studio.ts";
import { EditorIcon } from "./icons.tsx";
import type { Editor } from "./state/editor.ts";
import { step } from "./state/keys.ts";

/** The plan's name and version, what the server has confirmed, undo and redo, checks and publication. */
export function TopBar({ studio, faults, findings }: TopBarProps) {
  const { editor } = studio;
  const w = words().planEditor;
  const isLocked = !editor.canEdit.value;
  return (
    <header class="pe__top">
      <a
        class="icon-btn"
        href={`/admin/venues/${editor.venueId}/plans`}
        aria-label={w.leave}
        title={w.leave}
      >
        <Icon name="back" />
      </a>
      <div class="grow pe__title">
        <h1 tabIndex={-1}>{local(editor.plan.value.name) || w.unnamed}</h1>
        <p class="t-12 c-3 num">
          {w.version(editor.version.value ?? 0)} · <SaveWords editor={editor} />
        </p>
      </div>
      <Confirmed editor={editor} />
      <div class="pe__steps" role="group" aria-label={w.steps}>
        <button
          class="icon-btn"
          type="button"
          aria-label={w.undo}
          title={`${w.undo} (Ctrl+Z)`}
          disabled={!editor.canUndo.value || isLocked}
          onClick={() => step(studio, "undo")}
        >
          <EditorIcon name="undo" />
        </button>
        <button
          class="icon-btn"
          type="button"
          aria-label={w.redo}
          title={`${w.redo} (Ctrl+Shift+Z)`}
          disabled={!editor.canRedo.value || isLocked}
          onClick={() => step(studio, "redo")}
        >
          <EditorIcon name="redo" />
        </button>
      </div>
      <button
        class="icon-btn pe__wide"
        type="button"
        aria-label={w.keys}
        title={`${w.keys} (?)`}
        onClick={() => (studio.dialog.value = "keys")}
      >
        <EditorIcon name="keys" />
      </button>
      <span class="pe__wide">
        <ThemeSwitch />
      </span>
      <button
        class="btn btn--secondary btn--sm pe__wide"
        type="button"
        onClick={() => (studio.panel.value = "checks")}
      >
        <Icon name={findings === 0 ? "check" : "alert"} size={20} />
        {findings === 0 ? w.checksFine : w.checks(findings)}
      </button>
      <button
        class="btn btn--primary btn--sm"
        type="button"
        aria-disabled={faults > 0 || isLocked}
        onClick={() => {
          if (faults > 0) studio.panel.value = "checks";
          else if (!isLocked) studio.dialog.value = "publish";
        }}
      >
        {w.publish}
      </button>
    </header>
  );
}

type TopBarProps = { studio: Studio; faults: number; findings: number };

/** Whether everything is on the server. */
function SaveWords({ editor }: { editor: Editor }) {
  const { save } = words().planEditor;
  const state = editor.saveState.value;
  const at = editor.savedAtMs.value;
  if (state !== "saved")
    return <span class={state === "offline" ? "c-warn" : ""}>{save[state]}</span>;
  if (at === null) return <span>{save.saved}</span>;
  const ago = agoText(new Date(at).toISOString(), Math.max(at, clock.now.value), language.value);
  return <span>{save.savedAt(ago)}</span>;
}

function Confirmed({ editor }: { editor: Editor }) {
  const w = words().planEditor;
  const count = editor.confirmed.value ?? 0;
  const isSame = editor.saveState.value === "saved";
  return (
    <span class={`badge badge--box num pe__wide ${isSame ? "badge--open" : ""}`} role="status">
      {isSame ? <Icon name="check" size={16} /> : null}
      {w.confirmed(count)}
    </span>
  );
}
