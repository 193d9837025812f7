import { createRoute, z } from "@hono/zod-openapi";
import {
  type ConcertFacts,
  dateEffect,
  priceEffect,
  readDates,
  readPrices,
} from "../../../contract/import/date-rows.ts";
import type { ImportKind } from "../../../contract/import/columns.ts";
import { readGuests } from "../../../contract/import/guest-rows.ts";
import type { PlanNames } from "../../../contract/import/seat-rows.ts";
import {
  CommitImport,
  type Effect,
  ImportPreview,
  ImportQuery,
  ImportResult,
  type RowFault,
  shownMax,
} from "../../../contract/import/imports.ts";
import {
  type RawRow,
  readCodes,
  readEmails,
  readImport,
} from "../../../contract/import/read-import.ts";
import { Id } from "../../../contract/ids.ts";
import {
  commitImport,
  concertFacts,
  presaleConcert,
  startImport,
  storeRows,
  type StoredRow,
} from "../../../db/setup/imports.ts";
import type { AppContext } from "../../app-env.ts";
import { booksFromHere, booksOf, found, writer } from "../../books.ts";
import { issueDue } from "../../invitations/issue-due.ts";
import { planNamesOf } from "../../seats/plan-names.ts";
import { forgetTerms } from "../../buying/pricing.ts";
import { quietly } from "../../buying/telling.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { ProblemError, refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { forgetQueueFacts } from "../../queue/queue-facts.ts";
import { scheduleMade } from "../../requests/known-schedules.ts";
import { purgeConcert } from "../admin/catalog.ts";

const tags = ["Admin: imports"];
const refused = refusalsToAdmins("not-found", "conflict", "outcome-unknown");
const fileTypes = ["text/csv", "application/octet-stream"] as const;
const binary = z.string().meta({ format: "binary" });
/** So many rows go to the books at once. */
const chunkRows = 10_000;
/** Tickets of guests are issued after the answer for so long; the cron goes on. */
const issuingMs = 20_000;

const preview = createRoute({
  method: "post",
  path: "/admin/imports",
  tags,
  operationId: "previewImport",
  summary: "Read a table and say what each row will do; nothing is done before the commit",
  description:
    "UTF-8 or CP949, separated by commas, semicolons or tabs, with titles in Korean or English. What nobody commits " +
    "is forgotten after a day.",
  ...forStaff("imports.run"),
  request: {
    query: ImportQuery,
    body: {
      required: true,
      content: Object.fromEntries(fileTypes.map((type) => [type, { schema: binary }])),
    },
  },
  responses: {
    201: json("What the rows will do, and the faults by row and column", ImportPreview),
    ...refused,
    ...refusals("body-too-large", "unsupported-media-type"),
  },
});

const commit = createRoute({
  method: "post",
  path: "/admin/imports/{importId}/commit",
  tags,
  operationId: "commitImport",
  summary: "Do what the rows of an import say, all or nothing; again it gives the same result",
  ...forStaff("imports.run"),
  request: { params: z.strictObject({ importId: Id }), ...jsonBody(CommitImport) },
  responses: { 200: json("What was done", ImportResult), ...refused },
});

export const adminImports = createRouter()
  .openapi(preview, async (c) => {
    const { kind, target } = c.req.valid("query");
    const type = c.req.header("content-type")?.split(";")[0]?.trim() ?? "";
    if (!(fileTypes as readonly string[]).includes(type))
      throw new ProblemError(
        "unsupported-media-type",
        `Send the file as ${fileTypes.join(" or ")}`,
      );
    const { concertId, facts, hall, seen } = await placeOf(c, kind, target);
    const read = readImport(new Uint8Array(await c.req.arrayBuffer()), kind);
    if (!read.isDone)
      throw new ProblemError("invalid-request", read.detail, [
        { pointer: `/file/${read.fault}`, detail: read.detail },
      ]);
    const { sound, faults } = checked(kind, read.rows, { facts, hall });
    const id = crypto.randomUUID();
    const faultyRows = new Set(faults.map(({ line }) => line)).size;
    const about = { id, concertId, kind, targetId: target, soundRows: sound.length, faultyRows };
    const db = booksOf(c);
    await startImport(db, { ...about, seen, by: writer(c) });
    const effects = new Map<number, Effect>();
    for (let at = 0; at < sound.length; at += chunkRows) {
      const rows = sound
        .slice(at, at + chunkRows)
        .map(({ line, value, effect }) => ({ line, value, effect }));
      for (const [line, effect] of await storeRows(db, { id, rows })) effects.set(line, effect);
    }
    const counts = { add: 0, change: 0, none: 0 };
    for (const effect of effects.values()) counts[effect]++;
    const rows = sound.slice(0, shownMax.rows).map(({ line, cells, before }) => ({
      line,
      effect: effects.get(line) ?? "none",
      cells: read.columns.map((column) => (cells[column] ?? "").slice(0, 200)),
      before,
    }));
    const { columns, ignored, encoding } = read;
    const shown = { rows, faults: faults.slice(0, shownMax.faults) };
    const told = { id, kind, encoding, columns, ignored, counts, faultyRows, ...shown };
    return c.json({ ...told, rowCount: read.rows.length }, 201);
  })
  .openapi(commit, async (c) => {
    const { importId } = c.req.valid("param");
    const { isPartial } = c.req.valid("json");
    const wanted = { importId, isPartial, by: writer(c), now: Date.now() };
    let committed = unwrap(await commitImport(booksOf(c), wanted));
    while (!committed.isDone) committed = unwrap(await commitImport(booksOf(c), wanted));
    const { kind, concertId, scheduleIds, counts, skipped } = committed;
    const isShown = scheduleIds.length > 0 && (await purgeConcert(c, concertId, scheduleIds));
    for (const scheduleId of scheduleIds) {
      if (isShown) scheduleMade(scheduleId);
      forgetQueueFacts(scheduleId);
      forgetTerms(scheduleId);
    }
    // If a call is lost, the cron repeats it within a minute. A new date's object has not begun yet.
    if (kind === "guests")
      c.executionCtx.waitUntil(
        issueDue(c.env, booksFromHere(c), { requestId: importId, forMs: issuingMs }),
      );
    if (counts.change > 0)
      await Promise.all(scheduleIds.map((id) => quietly(c.env.SCHEDULE.getByName(id).refresh())));
    return c.json({ counts, skipped }, 200);
  });

/** The concert that the table is for, and what its rows depend on. */
async function placeOf(
  c: AppContext,
  kind: ImportKind,
  target: string,
): Promise<Place & { concertId: string; seen: Record<string, number> }> {
  const asked = { scope: c.var.scope, now: Date.now() };
  if (kind === "codes" || kind === "emails") {
    const concertId = found(await presaleConcert(booksOf(c), { presaleId: target, ...asked }));
    return { concertId, facts: null, hall: null, seen: {} };
  }
  const known = found(await concertFacts(booksOf(c), { scheduleId: target, ...asked }));
  if (kind !== "guests") return { ...known, hall: null };
  const names = await planNamesOf(c.env, target);
  const taken = new Set(unwrap(await c.env.SCHEDULE.getByName(target).takenSeats()));
  return { concertId: known.concertId, facts: null, hall: { names, taken }, seen: {} };
}

/** What the rows of a table are checked against: the concert's dates, or a date's seats. */
type Place = {
  facts: ConcertFacts | null;
  hall: { names: PlanNames; taken: ReadonlySet<number> } | null;
};

type Checked = {
  sound: (StoredRow & { cells: Record<string, string>; before: string | null })[];
  faults: RowFault[];
};

/** Checks the rows by their kind. What rows of a presale do only the books know. */
function checked(kind: ImportKind, rows: readonly RawRow[], { facts, hall }: Place): Checked {
  if (hall) {
    const { sound, faults } = readGuests(rows, hall);
    return {
      sound: sound.map((row) => ({ ...row, effect: "add" as const, before: null })),
      faults,
    };
  }
  if (kind === "dates" && facts) {
    const { sound, faults } = readDates(rows, facts, Date.now());
    const told = sound.map((row) => ({
      ...row,
      effect: dateEffect(row.value, facts),
      before: null,
    }));
    return { sound: told, faults };
  }
  if (kind === "prices" && facts) {
    const { sound, faults } = readPrices(rows, facts);
    const told = sound.map((row) => {
      const { effect, before } = priceEffect(row.value, facts);
      const text =
        before && [before.priceMinor, before.feeMinor].map(amountText(facts)).join(" + ");
      return { ...row, effect, before: text };
    });
    return { sound: told, faults };
  }
  const { sound, faults } = kind === "emails" ? readEmails(rows) : readCodes(rows);
  const told = sound.map((row) => ({ ...row, effect: null, before: null }));
  return { sound: told, faults };
}

const amountText =
  ({ digits }: ConcertFacts) =>
  (minor: number): string =>
    (minor / 10 ** digits).toFixed(digits);
