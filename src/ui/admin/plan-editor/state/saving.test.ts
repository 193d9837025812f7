import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { PlanDraft, PlanDraftEditor } from "../../../../contract/admin/plan-drafts.ts";
import { edit } from "../../../../contract/plan/editing/edit.ts";
import type { PlanOperation } from "../../../../contract/plan/editing/operation-schema.ts";
import { ApiError } from "../../../api/problem.ts";
import { smallPlan } from "../../../seat-map/drawing/small-plan.ts";
import { EditingSession, type News } from "./session.ts";

const me = "me";
const other: PlanDraftEditor = {
  accountId: "other",
  name: "이지우",
  until: "2027-01-01T00:00:00Z",
};
const seats = (count: number): PlanOperation => ({ kind: "rows", id: "B2", at: 0, seats: count });

/** A server that applies operations as the Worker does, and may lose answers. */
function server(editor: PlanDraftEditor | null = null) {
  const draft: PlanDraft = {
    id: "d",
    venueId: "v",
    baseHash: null,
    version: 0,
    seatCount: 12,
    plan: smallPlan,
    editor,
  };
  const state = { draft, saves: [] as PlanOperation[][], trouble: null as (() => void) | null };
  const calls = {
    getPlanDraft: vi.fn(async () => structuredClone(state.draft)),
    savePlanDraft: vi.fn(
      async (_: string, version: number, operations: readonly PlanOperation[]) => {
        if (state.draft.editor && state.draft.editor.accountId !== me)
          throw new ApiError("conflict", `editor ${state.draft.editor.name}`);
        if (version !== state.draft.version)
          throw new ApiError("conflict", `version ${state.draft.version}`);
        let { plan } = state.draft;
        for (const operation of operations) {
          const edited = edit(plan, operation);
          if (!edited.isDone || ("seats" in operation && operation.seats === 13))
            throw new ApiError("invalid-request");
          plan = edited.plan;
        }
        state.draft = { ...state.draft, plan, version: version + 1, seatCount: 1 };
        state.saves.push([...operations]);
        state.trouble?.();
        return { version: version + 1, seatCount: 1 };
      },
    ),
    holdPlanDraft: vi.fn(async (_: string, takesOver: boolean) => {
      if (takesOver || state.draft.editor === null)
        state.draft.editor = { accountId: me, name: "나", until: "2027-01-01T00:00:00Z" };
      return state.draft.editor;
    }),
  };
  return { state, calls };
}

function opened(editor: PlanDraftEditor | null = null) {
  const { state, calls } = server(editor);
  const news: News[] = [];
  const session = new EditingSession(state.draft, {
    accountId: me,
    onNews: (told) => news.push(told),
    calls,
    nowMs: () => Date.now(),
  });
  return { session, editor: session.editor, state, calls, news };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("[PE16] changes are saved together after a pause, each batch for the version before it", async () => {
  const { editor, state } = opened();
  editor.do(seats(7));
  editor.do(seats(8));
  expect(editor.saveState.value).toBe("waiting");
  await vi.advanceTimersByTimeAsync(900);
  expect(state.saves).toEqual([[seats(7), seats(8)]]);
  expect([editor.version.value, editor.confirmed.value, editor.saveState.value]).toEqual([
    1,
    1,
    "saved",
  ]);
  editor.undo();
  await vi.advanceTimersByTimeAsync(900);
  expect(state.draft.plan).toEqual(editor.plan.value);
});

it("[PE17] a save whose answer was lost is not done twice", async () => {
  const { editor, state } = opened();
  state.trouble = () => {
    state.trouble = null;
    throw new ApiError("outcome-unknown");
  };
  const motion = { kind: "move" as const, by: [100, 0] as [number, number] };
  editor.do({ kind: "motion", ids: ["B2"], motion });
  await vi.advanceTimersByTimeAsync(900);
  expect(state.saves).toHaveLength(1);
  expect([editor.version.value, editor.saveState.value]).toEqual([1, "saved"]);
  editor.do(seats(9));
  await vi.advanceTimersByTimeAsync(900);
  expect(state.saves[1]).toEqual([seats(9)]);
  expect(state.draft.plan).toEqual(editor.plan.value);
});

it("[PE18] without a connection the changes stay, and are saved once it is back", async () => {
  const { editor, state, calls } = opened();
  calls.savePlanDraft.mockRejectedValueOnce(new ApiError("offline"));
  calls.getPlanDraft.mockRejectedValueOnce(new ApiError("offline"));
  editor.do(seats(7));
  await vi.advanceTimersByTimeAsync(900);
  expect(editor.saveState.value).toBe("offline");
  await vi.advanceTimersByTimeAsync(1_100);
  expect(state.saves).toEqual([[seats(7)]]);
  expect(editor.saveState.value).toBe("saved");
});

it("[PE19] an operation that the server refuses is given up, and those around it are saved", async () => {
  const { editor, state, news } = opened();
  editor.do(seats(7));
  editor.do(seats(13));
  editor.do({ kind: "plan", focus: [1, 2] });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(state.saves.flat()).toEqual([seats(7), { kind: "plan", focus: [1, 2] }]);
  expect(news).toContainEqual({ kind: "refused", operation: seats(13) });
  expect(editor.plan.value).toEqual(state.draft.plan);
});

it("[PE20] while somebody else edits, nothing can be changed; after taking over it can", async () => {
  const { session, editor, state, calls, news } = opened(other);
  expect(editor.canEdit.value).toBe(false);
  expect(editor.do(seats(7))).toBe(false);
  expect(news).toEqual([{ kind: "locked", name: "이지우" }]);
  state.draft = { ...state.draft, version: 5, plan: { ...smallPlan, focus: [7, 7] } };
  await session.takeOver();
  expect(calls.holdPlanDraft).toHaveBeenLastCalledWith("d", true);
  expect(editor.plan.value.focus).toEqual([7, 7]);
  expect(editor.do(seats(7))).toBe(true);
  await vi.advanceTimersByTimeAsync(900);
  expect(state.draft.version).toBe(6);
});

it("[PE21] who was taken over is told, keeps the changes, and looks on", async () => {
  const { editor, state, news } = opened();
  await vi.advanceTimersByTimeAsync(0);
  state.draft = { ...state.draft, editor: other };
  editor.do(seats(7));
  await vi.advanceTimersByTimeAsync(900);
  expect(news).toEqual([{ kind: "locked", name: "이지우" }]);
  expect(editor.canEdit.value).toBe(false);
  expect(editor.history.unsavedCount).toBe(1);
});
