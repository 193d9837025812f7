import { fireEvent, render, screen, within } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";
import type { PlanDraft } from "../../../../contract/admin/plan-drafts.ts";
import { smallPlan } from "../../../seat-map/drawing/small-plan.ts";
import { whole } from "../../../i18n/whole.ts";
import { pressKey } from "../state/keys.ts";
import { partsSelected, seatsSelected } from "../state/selection.ts";
import { EditingSession } from "../state/session.ts";
import { Studio } from "../studio.ts";
import { SidePanel } from "./side-panel.tsx";

const w = whole.ko.planEditor;
const draft: PlanDraft = {
  id: "d",
  venueId: "v",
  baseHash: null,
  version: 0,
  seatCount: 12,
  plan: smallPlan,
  editor: null,
};

let studio: Studio;

beforeEach(() => {
  const calls = {
    getPlanDraft: vi.fn(async () => draft),
    savePlanDraft: vi.fn(async () => ({ version: 1, seatCount: 12 })),
    holdPlanDraft: vi.fn(async () => ({
      accountId: "me",
      name: "나",
      until: "2027-01-01T00:00:00Z",
    })),
  };
  studio = new Studio(new EditingSession(draft, { accountId: "me", onNews: () => {}, calls }));
});

const { shape, numbering, marks } = w;
const show = () => render(<SidePanel studio={studio} findings={[]} />);
const section = () => studio.editor.plan.value.sections[0]!;

function type(name: string, text: string): void {
  const field = screen.getByLabelText(name);
  fireEvent.input(field, { target: { value: text } });
  fireEvent.change(field, { target: { value: text } });
}

it("[PE25] the panel changes a section's rows, spacing, curve and numbers, and each change can be undone", () => {
  studio.editor.select(partsSelected(["B2"]));
  show();
  type(`${shape.rows} (${shape.rowUnit})`, "4");
  type(`${shape.seatCm} (cm)`, "60");
  type(`${shape.curve} (cm)`, "40");
  expect(section().blocks[0]).toMatchObject({ rows: 4, geometry: { curve: 40 } });
  fireEvent.change(screen.getByLabelText(numbering.seats), {
    target: { value: "oddLeftEvenRight" },
  });
  expect(section().blocks[0]?.seatNumbers.direction).toBe("oddLeftEvenRight");
  while (studio.editor.canUndo.value) studio.editor.undo();
  expect(studio.editor.plan.value).toBe(smallPlan);
});

it("[PE26] a field takes no number beyond its limits, and keeps the value if there is none", () => {
  studio.editor.select(partsSelected(["B2"]));
  show();
  const name = `${shape.rows} (${shape.rowUnit})`;
  type(name, "");
  expect(section().blocks[0]?.rows).toBe(2);
  expect(screen.getByLabelText<HTMLInputElement>(name).value).toBe("2");
  type(name, "900");
  expect(section().blocks[0]?.rows).toBe(200);
});

it("[PE27] a row gets a name and numbers of its own", () => {
  studio.editor.select(partsSelected(["B2"]));
  studio.editor.mode.value = "labels";
  show();
  fireEvent.change(screen.getByLabelText(numbering.which), { target: { value: "0/1" } });
  type(numbering.rowName, "VIP");
  type(numbering.rowSeatStart, "101");
  expect(section().blocks[0]?.exceptions).toEqual([{ row: 1, label: "VIP", start: 101 }]);
});

it("[PE28] a restricted view is not marked before its text was asked for", () => {
  const { editor } = studio;
  editor.select(seatsSelected(editor.hall.value, Uint32Array.of(0, 1)));
  show();
  fireEvent.click(screen.getByRole("button", { name: marks.restricted }));
  expect(studio.asked.value).toEqual(Uint32Array.of(0, 1));
  expect(editor.plan.value).toBe(smallPlan);
  fireEvent.click(screen.getByRole("button", { name: marks.accessible }));
  expect(section().blocks[0]?.spots).toMatchObject([{ kind: "accessible", seats: [0, 2] }, {}]);
});

it("[PE29] a finding selects its seats", () => {
  const finding = {
    code: "text-missing" as const,
    isError: false,
    pointer: "/sections/0",
    part: "B2",
    seats: [6],
    count: 1,
  };
  studio.panel.value = "checks";
  render(<SidePanel studio={studio} findings={[finding]} />);
  fireEvent.click(screen.getByRole("button", { name: /B2구역 시야 제한석 1석/ }));
  expect(studio.editor.selection.value).toMatchObject({ kind: "seats", seats: Uint32Array.of(6) });
});

it("[PE30] the list leads to every seat by arrows, and selects sections, rows and seats", () => {
  studio.panel.value = "list";
  show();
  const tree = screen.getByRole("tree");
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? tree, { key });
  within(tree).getAllByRole("treeitem")[0]?.focus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowRight", "Enter"])
    press(key);
  expect(studio.editor.selection.value).toMatchObject({ kind: "seats", seats: Uint32Array.of(6) });
  expect(document.activeElement?.textContent).toBe(
    `${w.tree.seat("1")} · R석 · ${marks.restricted}`,
  );
  for (const key of ["ArrowLeft", "Enter"]) press(key);
  expect(studio.editor.selection.value).toMatchObject({ kind: "seats", seats: { length: 6 } });
  for (const key of ["ArrowLeft", "ArrowLeft", "Enter"]) press(key);
  expect(studio.editor.selection.value).toEqual({ kind: "parts", ids: ["B2"] });
});

it("[PE31] keys are told by their place, so that they work while Korean is typed", () => {
  const { editor } = studio;
  const press = (code: string, key: string, more: KeyboardEventInit = {}) =>
    pressKey(studio, new KeyboardEvent("keydown", { code, key, ...more }), true);
  press("KeyB", "ㅠ");
  expect(editor.tool.value).toBe("block");
  press("Escape", "Escape");
  expect(editor.tool.value).toBe("select");
  press("Period", ".");
  expect(editor.selection.value).toEqual({ kind: "parts", ids: ["B2"] });
  press("ArrowRight", "ArrowRight");
  press("ArrowRight", "ArrowRight", { shiftKey: true });
  expect(section().outline[0]).toEqual([110, 100]);
  press("KeyZ", "ㅋ", { ctrlKey: true });
  expect(editor.plan.value).toBe(smallPlan);
  press("Digit5", "5");
  expect(editor.mode.value).toBe("fan");
});
