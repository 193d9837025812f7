import { planEditor } from "../admin/plan-editor/words-en.ts";
import type { EditorMessages } from "./ko-editor.ts";

export const editor: EditorMessages = { planEditor };
