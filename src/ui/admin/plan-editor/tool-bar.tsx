import { words } from "../../state/language.ts";
import type { Studio } from "./studio.ts";
import { EditorIcon } from "./icons.tsx";
import type { ToolName } from "./state/editor.ts";
import { chooseTool, toolKeys } from "./state/keys.ts";

const groups: readonly (readonly ToolName[])[] = [
  ["select", "lasso", "hand"],
  ["row", "block", "outline", "table", "standing"],
  ["number", "paint", "accessible", "restricted"],
  ["stage", "picture"],
];

/** The tools beside the plan; below it on a phone. */
export function ToolBar({ studio }: { studio: Studio }) {
  const { editor } = studio;
  const w = words().planEditor;
  const usable = (name: ToolName) =>
    editor.canEdit.value || name === "select" || name === "lasso" || name === "hand";
  return (
    <nav class="pe__tools" aria-label={w.toolBar}>
      {groups.map((names, index) => (
        <div key={names[0]} class="pe__toolgroup" role="group" aria-label={w.toolGroups[index]}>
          {names.map((name) => (
            <button
              key={name}
              class="icon-btn"
              type="button"
              aria-pressed={editor.tool.value === name}
              aria-label={w.tools[name]}
              aria-keyshortcuts={toolKeys[name]}
              title={`${w.tools[name]} (${toolKeys[name]})`}
              disabled={!usable(name)}
              onClick={() => chooseTool(studio, name)}
            >
              <EditorIcon name={name} />
            </button>
          ))}
        </div>
      ))}
    </nav>
  );
}
