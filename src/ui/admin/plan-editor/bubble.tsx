import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";
import type { Studio } from "./studio.ts";
import { EditorIcon, type EditorIconName } from "./icons.tsx";
import { selectionText } from "./panels/selection-text.ts";
import { commands } from "./state/commands.ts";
import { modeKeys, removeSelected } from "./state/keys.ts";

/** Above the plan: what is selected, what is done to it most often, and what the screen is for now. */
export function Bubble({ studio }: { studio: Studio }) {
  const { editor } = studio;
  const w = words().planEditor;
  const selection = editor.selection.value;
  if (selection.kind === "none" || editor.mode.value === "fan")
    return <ModeSwitch studio={studio} />;
  const isParts = selection.kind === "parts";
  const canEdit = editor.canEdit.value;
  const action = (icon: EditorIconName, name: string, run: () => void) => (
    <button key={name} class="icon-btn" type="button" aria-label={name} title={name} onClick={run}>
      <EditorIcon name={icon} size={20} />
    </button>
  );
  return (
    <>
      <div class="pe__bubble" role="toolbar" aria-label={w.selectionBar}>
        <b>{selectionText(selection, editor.hall.value)}</b>
        {canEdit ? (
          <>
            {isParts
              ? [
                  action("number", w.numbering.title, () => (editor.mode.value = "labels")),
                  action("copy", w.arrange.duplicate, () =>
                    studio.tell.copied(commands.duplicate(editor).length),
                  ),
                  action("mirror", w.arrange.mirrorCopy, () =>
                    studio.tell.copied(commands.mirrorCopy(editor, "x").length),
                  ),
                  action("arc", w.arrange.arc, () => commands.arc(editor)),
                ]
              : null}
            {action("remove", w.arrange.remove, () => removeSelected(studio))}
          </>
        ) : null}
        <button
          class="icon-btn"
          type="button"
          aria-label={w.deselect}
          title={`${w.deselect} (Esc)`}
          onClick={() => editor.select({ kind: "none" })}
        >
          <Icon name="close" size={20} />
        </button>
      </div>
      <ModeSwitch studio={studio} />
    </>
  );
}

/** What the screen shows: shapes, labels, zones, marks, or the fan's map. */
function ModeSwitch({ studio }: { studio: Studio }) {
  const { editor } = studio;
  const w = words().planEditor;
  return (
    <div class="pe__modes" role="group" aria-label={w.modeBar}>
      {modeKeys.map((mode, index) => (
        <button
          key={mode}
          type="button"
          aria-pressed={editor.mode.value === mode}
          aria-keyshortcuts={String(index + 1)}
          title={`${w.modes[mode]} (${index + 1})`}
          onClick={() => (editor.mode.value = mode)}
        >
          {w.modes[mode]}
        </button>
      ))}
    </div>
  );
}
