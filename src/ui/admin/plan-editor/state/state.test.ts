import { expect, it } from "vitest";
import type { PlanDraft } from "../../../../contract/admin/plan-drafts.ts";
import { smallPlan } from "../../../seat-map/drawing/small-plan.ts";
import { commands } from "./commands.ts";
import { Editor } from "./editor.ts";
import { partsSelected, seatsSelected } from "./selection.ts";

const draft: PlanDraft = {
  id: "d",
  venueId: "v",
  baseHash: null,
  version: 3,
  seatCount: 12,
  plan: smallPlan,
  editor: null,
};

function opened(): Editor {
  const editor = new Editor(draft);
  editor.select(partsSelected(["B2"]));
  return editor;
}

it("[PE12] a selection stays on its seats when others come before them, and loses those that are gone", () => {
  const editor = opened();
  editor.select(seatsSelected(editor.hall.value, Uint32Array.of(6, 7)));
  const copy = { ...smallPlan.sections[0]!, id: "A1" };
  editor.do({ kind: "add", sections: [copy], areas: [] });
  editor.do({ kind: "order", id: "A1", at: 0 });
  expect(editor.selection.value).toMatchObject({ seats: Uint32Array.of(18, 19) });
  editor.do({ kind: "rows", id: "B2", at: 0, seats: 1 });
  expect(editor.selection.value).toMatchObject({ seats: Uint32Array.of(13) });
  editor.do({ kind: "remove", ids: ["B2"] });
  expect(editor.selection.value).toEqual({ kind: "none" });
});

it("[PE13] every command can be undone and redone, and a refused one changes nothing", () => {
  const editor = opened();
  const copies = commands.duplicate(editor);
  expect(copies).toEqual(["B3"]);
  expect(commands.mirrorCopy(editor, "x")).toEqual(["B4"]);
  editor.select(partsSelected(["B2", "B3", "B4"]));
  expect(commands.align(editor, "left")).toBe(true);
  expect(commands.distribute(editor, "y")).toBe(true);
  expect(commands.turn(editor, 15)).toBe(true);
  expect(commands.arc(editor)).toBe(true);
  expect(commands.remove(editor)).toBe(true);
  const after = editor.plan.value;
  while (editor.canUndo.value) editor.undo();
  expect(editor.plan.value).toBe(smallPlan);
  while (editor.canRedo.value) editor.redo();
  expect(editor.plan.value).toEqual(after);
  expect(editor.do({ kind: "remove", ids: ["nowhere"] })).toBe(false);
  expect(editor.refused.value).toEqual({ reason: "no-such-part", id: "nowhere" });
  expect(editor.plan.value).toEqual(after);
});

it("[PE14] copied sections bring their zones into another plan under free names, and other text is no copy", () => {
  const text = commands.copy(opened()) ?? "";
  const editor = new Editor({
    ...draft,
    plan: {
      ...smallPlan,
      zones: [{ id: "x", name: { ko: "X", en: "X" }, color: 1 }],
      sections: [],
    },
  });
  expect(commands.paste(editor, text)).toEqual(["B2"]);
  expect(editor.plan.value.zones.map(({ id }) => id)).toEqual(["x", "r"]);
  expect(commands.paste(editor, text)).toEqual(["B3"]);
  expect(editor.selection.value).toEqual({ kind: "parts", ids: ["B3"] });
  for (const other of ["", "{}", '{"format":"seatplan-parts/1","sections":[{"id":1}]}'])
    expect(commands.paste(editor, other)).toBeNull();
});

it("[PE15] operations come on top of what somebody else has saved, and those that no longer apply are told", () => {
  const editor = opened();
  const others = { ...draft, version: 4, plan: { ...smallPlan, sections: [] } };
  const zones = [...smallPlan.zones, { id: "s", name: { ko: "S", en: "S" }, color: 1 }];
  const rename = { kind: "rename" as const, id: "B2", as: "C" };
  const lost = editor.rebase(others, [rename, { kind: "plan", zones }]);
  expect(lost).toEqual([rename]);
  expect(editor.plan.value.zones).toEqual(zones);
  expect(editor.history.unsavedCount).toBe(1);
  expect(editor.version.value).toBe(4);
});

it("[PE32] a change and the outline that follows it are one step back", () => {
  const editor = opened();
  editor.do({ kind: "plan", focus: [1, 1] });
  editor.do({ kind: "rows", id: "B2", at: 0, rows: 5 });
  editor.do({ kind: "outline", id: "B2", outline: null }, { joins: true });
  const after = editor.plan.value;
  editor.undo();
  expect(editor.plan.value).toMatchObject({ focus: [1, 1], sections: smallPlan.sections });
  editor.redo();
  expect(editor.plan.value).toEqual(after);
  expect(editor.history.unsavedCount).toBe(5);
});
