import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  type ConcertDocument,
  emptyDocument,
} from "../../../../contract/concert-draft/documents.ts";
import type { ConcertDraft } from "../../../../contract/concert-draft/drafts.ts";
import { ApiError } from "../../../api/problem.ts";
import { isOnline } from "../../../state/online.ts";
import { createEditing, type Editing } from "./editing.ts";
import { merge } from "./merge.ts";

const title = (ko: string, en = ""): ConcertDocument => ({ ...emptyDocument(), title: { ko, en } });
const draftOf = (document: ConcertDocument, revision: number, name = "김하늘"): ConcertDraft => ({
  id: "draft",
  revision,
  document,
  concertId: null,
  createdAt: "2026-11-30T00:00:00.000Z",
  updatedAt: "2026-11-30T00:00:00.000Z",
  updatedBy: { id: "a", name },
});

let stored: ConcertDraft;
let asked: { revision: number; ko: string }[];
let fault: ApiError | null;
let editing: Editing;

const server = {
  save: async (_id: string, revision: number, document: ConcertDocument) => {
    asked.push({ revision, ko: document.title.ko });
    if (fault) throw fault;
    if (revision !== stored.revision) throw new ApiError("changed-meanwhile");
    stored = draftOf(document, revision + 1);
    return { id: "draft", revision: stored.revision, updatedAt: "2026-11-30T00:00:01.000Z" };
  },
  load: async () => stored,
};
const type = (ko: string, field = "title") =>
  editing.change((before) => ({ ...before, title: { ...before.title, ko } }), field);
const shown = () => editing.document.value.title.ko;
const settled = () => vi.advanceTimersByTimeAsync(1_000);

beforeEach(() => {
  vi.useFakeTimers();
  stored = draftOf(title("달"), 1);
  asked = [];
  fault = null;
  editing = createEditing(stored, server);
});
afterEach(() => {
  void editing.close();
  vi.useRealTimers();
  isOnline.value = true;
});

it("[CW1] a draft saves itself after a pause in typing, each time on the revision before", async () => {
  type("달과");
  type("달과 자전거");
  expect([editing.state.value.kind, asked]).toEqual(["changed", []]);
  await settled();
  expect([editing.state.value.kind, asked]).toEqual([
    "saved",
    [{ revision: 1, ko: "달과 자전거" }],
  ]);
  type("달");
  await settled();
  expect(asked.at(-1)).toEqual({ revision: 2, ko: "달" });
});

it("[CW2] every change can be undone and redone, and typing in one field is one change", async () => {
  type("달과");
  type("달과 자전거");
  editing.change((before) => ({ ...before, ageLimit: 12 }));
  editing.undo();
  expect([shown(), editing.document.value.ageLimit]).toEqual(["달과 자전거", null]);
  editing.undo();
  expect([shown(), editing.canUndo.value]).toEqual(["달", false]);
  editing.redo();
  editing.redo();
  expect([shown(), editing.document.value.ageLimit, editing.canRedo.value]).toEqual([
    "달과 자전거",
    12,
    false,
  ]);
  await settled();
  expect(stored.document.ageLimit).toBe(12);
});

it("[CW3] a draft keeps what was typed without a network, and saves it when the network is back", async () => {
  isOnline.value = false;
  fault = new ApiError("offline");
  type("밤");
  await settled();
  expect([editing.state.value.kind, shown()]).toEqual(["offline", "밤"]);
  fault = null;
  isOnline.value = true;
  await settled();
  expect([editing.state.value.kind, stored.document.title.ko]).toEqual(["saved", "밤"]);
});

it("[CW4] a save that somebody was faster than is refused with their name, and both changes can be kept", async () => {
  type("밤");
  stored = draftOf({ ...title("달"), ageLimit: 15 }, 2, "이매표");
  await settled();
  const refusal = editing.state.value;
  expect(refusal).toMatchObject({ kind: "refused", clashes: [] });
  expect(refusal.kind === "refused" && refusal.theirs.updatedBy?.name).toBe("이매표");
  // What is typed meanwhile stays, and nothing is sent.
  type("밤과 낮");
  await settled();
  expect([shown(), asked.length]).toEqual(["밤과 낮", 1]);
  editing.settle("both");
  await settled();
  expect(stored).toMatchObject({
    revision: 3,
    document: { title: { ko: "밤과 낮" }, ageLimit: 15 },
  });
});

it("[CW5] one who takes the other's version can undo back to their own text", async () => {
  type("밤");
  stored = draftOf(title("낮"), 2, "이매표");
  await settled();
  expect(editing.state.value).toMatchObject({ kind: "refused", clashes: ["title/ko"] });
  editing.settle("theirs");
  expect([shown(), editing.state.value.kind]).toEqual(["낮", "saved"]);
  editing.undo();
  await settled();
  expect([shown(), stored.document.title.ko, stored.revision]).toEqual(["밤", "밤", 3]);
});

it("[CW6] a save whose answer was lost is not taken for another person's", async () => {
  type("밤");
  // The save arrived, and only its answer is missing.
  stored = draftOf({ ...stored.document, title: { ko: "밤", en: "" } }, 2);
  await settled();
  expect(editing.state.value.kind).toBe("saved");
  type("밤밤");
  await settled();
  expect(asked.at(-1)).toEqual({ revision: 2, ko: "밤밤" });
});

it("[CW7] two changes of one document are joined field by field, and a list counts as one field", () => {
  const base = { title: { ko: "달", en: "Moon" }, cast: ["a"], age: 12 };
  const mine = { title: { ko: "밤", en: "Moon" }, cast: ["a", "b"], age: 12 };
  const theirs = { title: { ko: "달", en: "Night" }, cast: ["a", "c"], age: 15 };
  expect(merge(base, mine, theirs)).toEqual({
    document: { title: { ko: "밤", en: "Night" }, cast: ["a", "b"], age: 15 },
    clashes: ["cast"],
  });
});
