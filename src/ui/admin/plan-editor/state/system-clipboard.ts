import { words } from "../../../state/language.ts";
import { showToast } from "../../../state/toast.ts";
import type { Studio } from "../studio.ts";
import { commands } from "./commands.ts";

/** The last copy, for browsers that do not let a page read the clipboard. */
let kept: string | null = null;

export async function copyToClipboard({ editor }: Studio): Promise<boolean> {
  const text = commands.copy(editor);
  if (text === null) return false;
  kept = text;
  // Without permission the copy stays within this browser window.
  await navigator.clipboard?.writeText(text).catch(() => {});
  editor.say(words().planEditor.said.copiedText);
  return true;
}

export async function pasteFromClipboard({ editor }: Studio): Promise<void> {
  const w = words().planEditor.said;
  const read = await navigator.clipboard?.readText().catch(() => null);
  const ids = commands.paste(editor, read ?? "") ?? commands.paste(editor, kept ?? "");
  if (ids === null) showToast({ text: w.noCopy });
  else editor.say(w.copied(ids.length));
}
