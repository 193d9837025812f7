import { planEditor } from "../admin/plan-editor/words-ko.ts";

/** The words of the plan editor. They load with it. */
export const editor = { planEditor };

export type EditorMessages = typeof editor;
