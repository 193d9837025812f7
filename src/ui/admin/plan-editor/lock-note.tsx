import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";
import type { Studio } from "./studio.ts";

/** Somebody else edits: the plan can be looked at, or taken over. */
export function LockNote({ studio }: { studio: Studio }) {
  const { editor, session } = studio;
  const w = words().planEditor.lock;
  const other = editor.otherEditor.value;
  if (!other) return null;
  return (
    <div class="pe__lock" role="status">
      <Icon name="lock" size={20} />
      <p>
        <b>{w.edits(other.name)}</b> {w.text}
      </p>
      <button
        class="btn btn--secondary btn--sm"
        type="button"
        aria-busy={session.isTaking.value}
        onClick={() => void session.takeOver()}
      >
        {w.takeOver}
      </button>
    </div>
  );
}
