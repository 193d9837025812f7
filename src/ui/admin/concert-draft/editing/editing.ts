import { batch, computed, effect, signal } from "@preact/signals";
import type { ConcertDocument } from "../../../../contract/concert-draft/documents.ts";
import type { ConcertDraft, SavedConcertDraft } from "../../../../contract/concert-draft/drafts.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { isOnline } from "../../../state/online.ts";
import { isSame, merge } from "./merge.ts";

export type SaveState =
  | { kind: "saved"; atMs: number }
  /** Something was typed and will be saved in a moment. */
  | { kind: "changed" }
  | { kind: "saving" }
  /** It is tried again, at the latest when the network is back. */
  | { kind: "offline" }
  /** Somebody else saved in between. */
  | { kind: "refused"; theirs: ConcertDraft; clashes: string[] }
  | { kind: "failed"; error: ApiError };

type Server = {
  save: (id: string, revision: number, document: ConcertDocument) => Promise<SavedConcertDraft>;
  load: (id: string) => Promise<ConcertDraft>;
};

export type Editing = ReturnType<typeof createEditing>;

const waitMs = { afterTyping: 700, again: 4_000 } as const;
/** Typing in one field within this time is undone as one. */
const oneChangeMs = 1_500;
const undoMax = 200;

/** A draft under the hands of one person: what they see, how to take a change back, and what the server has of it. */
export function createEditing(draft: ConcertDraft, server: Server, nowMs = Date.now) {
  const document = signal(draft.document);
  const state = signal<SaveState>({ kind: "saved", atMs: Date.parse(draft.updatedAt) });
  const past = signal<ConcertDocument[]>([]);
  const future = signal<ConcertDocument[]>([]);
  /** What the server has, and is known to have. */
  let base = draft.document;
  let { revision } = draft;
  let lastField: { name: string; atMs: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | null = null;
  let isClosed = false;

  const isUnsaved = () => !isSame(document.peek(), base);

  function later(ms: number): void {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(() => void save(), ms);
  }

  function show(next: ConcertDocument): void {
    document.value = next;
    const { kind } = state.peek();
    if (kind === "refused") return;
    if (kind !== "saving" && kind !== "offline") state.value = { kind: "changed" };
    later(waitMs.afterTyping);
  }

  /** Changes the document. Typing that goes on in a named field is undone in one step. */
  function change(edit: (before: ConcertDocument) => ConcertDocument, field = ""): void {
    const before = document.peek();
    const next = edit(before);
    if (isSame(next, before)) return;
    const goesOn =
      field !== "" && lastField?.name === field && nowMs() - lastField.atMs < oneChangeMs;
    lastField = { name: field, atMs: nowMs() };
    batch(() => {
      if (!goesOn) past.value = [...past.peek(), before].slice(-undoMax);
      future.value = [];
      show(next);
    });
  }

  function step(from: typeof past, to: typeof past): void {
    const next = from.peek().at(-1);
    if (next === undefined) return;
    lastField = null;
    batch(() => {
      to.value = [...to.peek(), document.peek()];
      from.value = from.peek().slice(0, -1);
      show(next);
    });
  }

  /** Saves what is not saved. One request at a time, since each names the revision of the one before. */
  function save(): Promise<void> {
    clearTimeout(timer);
    underWay ??= send().finally(() => {
      underWay = null;
      if (state.peek().kind === "saved" && isUnsaved()) later(0);
    });
    return underWay;
  }

  async function send(): Promise<void> {
    if (state.peek().kind === "refused") return;
    const sent = document.peek();
    if (isSame(sent, base)) {
      state.value = { kind: "saved", atMs: nowMs() };
      return;
    }
    state.value = { kind: "saving" };
    try {
      const saved = await server.save(draft.id, revision, sent);
      known(sent, saved.revision, Date.parse(saved.updatedAt));
    } catch (thrown) {
      await failed(asApiError(thrown), sent);
    }
  }

  function known(saved: ConcertDocument, atRevision: number, atMs: number): void {
    base = saved;
    revision = atRevision;
    state.value = { kind: "saved", atMs };
  }

  async function failed(error: ApiError, sent: ConcertDocument): Promise<void> {
    if (error.code === "changed-meanwhile") return refused(sent);
    if (["offline", "unavailable", "outcome-unknown", "too-many-requests"].includes(error.code)) {
      state.value = { kind: "offline" };
      later(waitMs.again);
      return;
    }
    state.value = { kind: "failed", error };
  }

  async function refused(sent: ConcertDocument): Promise<void> {
    try {
      const theirs = await server.load(draft.id);
      // The answer to our own save may have been lost.
      if (isSame(theirs.document, sent))
        return known(sent, theirs.revision, Date.parse(theirs.updatedAt));
      const { clashes } = merge(base, document.peek(), theirs.document);
      state.value = { kind: "refused", theirs, clashes };
    } catch (thrown) {
      state.value = { kind: "failed", error: asApiError(thrown) };
    }
  }

  /** Ends a refusal: with both changes, mine where they clash; or with theirs, from which undo leads back. */
  function settle(how: "both" | "theirs"): void {
    const refusal = state.peek();
    if (refusal.kind !== "refused") return;
    const { theirs } = refusal;
    const mine = document.peek();
    const next = how === "theirs" ? theirs.document : merge(base, mine, theirs.document).document;
    batch(() => {
      past.value = [...past.peek(), mine].slice(-undoMax);
      future.value = [];
      lastField = null;
      known(theirs.document, theirs.revision, Date.parse(theirs.updatedAt));
      document.value = next;
      if (isUnsaved()) show(next);
    });
  }

  const stopWatching = effect(() => {
    if (isOnline.value && state.peek().kind === "offline") later(0);
  });

  /** Saves what is left and stops. */
  function close(): Promise<void> {
    const saved = isUnsaved() ? save() : (underWay ?? Promise.resolve());
    isClosed = true;
    clearTimeout(timer);
    stopWatching();
    return saved;
  }

  return {
    id: draft.id,
    document,
    state,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    change,
    undo: () => step(past, future),
    redo: () => step(future, past),
    save,
    settle,
    isUnsaved,
    revision: () => revision,
    close,
  };
}
