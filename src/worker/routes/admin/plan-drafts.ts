import { createRoute, z } from "@hono/zod-openapi";
import { CreatedPlan } from "../../../contract/admin/catalog-changes.ts";
import {
  CreatedPlanDraft,
  CreatePlanDraft,
  HoldPlanDraft,
  PlanDraft,
  PlanDraftEditor,
  PublishPlanDraft,
  SavedPlanDraft,
  SavePlanDraft,
} from "../../../contract/admin/plan-drafts.ts";
import { Id } from "../../../contract/ids.ts";
import { faultsOf, faultText } from "../../../contract/plan/checking/plan-checks.ts";
import { documentFaults } from "../../../contract/plan/checking/plan-faults.ts";
import { edit } from "../../../contract/plan/editing/edit.ts";
import type { PlanOperation } from "../../../contract/plan/editing/operation-schema.ts";
import { emptyPlan } from "../../../contract/plan/empty-plan.ts";
import { hallFiles } from "../../../contract/plan/halls/hall-files.ts";
import { countPlaces } from "../../../contract/plan/seat-places.ts";
import { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import {
  createPlanDraft,
  holdPlanDraft,
  planDraftById,
  publishPlanDraft,
  savePlanDraft,
} from "../../../db/admin/plan-drafts.ts";
import { planOfRevision } from "../../../db/admin/plan-versions.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf, found, writer } from "../../books.ts";
import { canonicalJson, sha256 } from "../../encoding/digest.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { ProblemError, refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { MakeOnceHeader, makeOnce } from "../../requests/make-once.ts";

const tags = ["Admin: plans"];
const refused = refusalsToAdmins("not-found", "conflict", "outcome-unknown");
const params = z.strictObject({ draftId: Id });

const create = createRoute({
  method: "post",
  path: "/admin/plan-drafts",
  tags,
  operationId: "createPlanDraft",
  summary: "Begin to edit a seat plan",
  ...forStaff("venues.edit"),
  request: { headers: MakeOnceHeader, ...jsonBody(CreatePlanDraft) },
  responses: {
    201: json("The draft", CreatedPlanDraft),
    ...refused,
    ...refusals("body-too-large", "idempotency-mismatch"),
  },
});

const read = createRoute({
  method: "get",
  path: "/admin/plan-drafts/{draftId}",
  tags,
  operationId: "getPlanDraft",
  summary: "Read a draft after its last save, and who edits it",
  ...forStaff("venues.read"),
  request: { params },
  responses: { 200: json("The draft", PlanDraft), ...refused },
});

const save = createRoute({
  method: "post",
  path: "/admin/plan-drafts/{draftId}/saves",
  tags,
  operationId: "savePlanDraft",
  summary: "Apply operations to a draft, all or none of them",
  ...forStaff("venues.edit"),
  request: { params, ...jsonBody(SavePlanDraft) },
  responses: {
    201: json("The new version, and how many places it has", SavedPlanDraft),
    ...refused,
    ...refusals("body-too-large"),
  },
});

const hold = createRoute({
  method: "put",
  path: "/admin/plan-drafts/{draftId}/editor",
  tags,
  operationId: "holdPlanDraft",
  summary: "Become the editor of a draft for a minute; repeat it to stay the editor",
  ...forStaff("venues.edit"),
  request: { params, ...jsonBody(HoldPlanDraft) },
  responses: { 200: json("Who edits it now", PlanDraftEditor), ...refused },
});

const publish = createRoute({
  method: "post",
  path: "/admin/plan-drafts/{draftId}/publication",
  tags,
  operationId: "publishPlanDraft",
  summary: "Make a draft the venue's next revision, which never changes again",
  ...forStaff("venues.edit"),
  request: { params, ...jsonBody(PublishPlanDraft) },
  responses: { 201: json("The revision", CreatedPlan), ...refused },
});

export const adminPlanDrafts = createRouter()
  .openapi(create, async (c) => {
    const { venueId, ...given } = c.req.valid("json");
    const { plan, baseHash } = await begun(c, venueId, given);
    const seatCount = countPlaces(sound(plan));
    const wanted = { venueId, plan, baseHash, seatCount, by: writer(c) };
    const made = await makeOnce(
      c,
      { venueId, ...given },
      {
        make: (db, id) => createPlanDraft(db, { id, ...wanted }),
        again: async (db, id) => {
          const draft = await planDraftById(db, id);
          return draft && { id, version: draft.version, seatCount: draft.seatCount };
        },
      },
    );
    return c.json(made, 201);
  })
  .openapi(read, async (c) =>
    c.json(found(await planDraftById(booksOf(c), c.req.valid("param").draftId)), 200),
  )
  .openapi(save, async (c) => {
    const { draftId: id } = c.req.valid("param");
    const { version, operations } = c.req.valid("json");
    const db = booksOf(c);
    // The plan must be read before the operations can be applied to it, so a save takes two round trips.
    const draft = found(await planDraftById(db, id));
    if (draft.version !== version) throw new ProblemError("conflict", `version ${draft.version}`);
    const plan = sound(changed(draft.plan, operations));
    const wanted = { id, version, operations, plan, seatCount: countPlaces(plan), by: writer(c) };
    return c.json(unwrap(await savePlanDraft(db, wanted)), 201);
  })
  .openapi(hold, async (c) => {
    const { draftId: id } = c.req.valid("param");
    const wanted = { id, ...c.req.valid("json"), by: writer(c) };
    return c.json(unwrap(await holdPlanDraft(booksOf(c), wanted)), 200);
  })
  .openapi(publish, async (c) => {
    const db = booksOf(c);
    const draft = found(await planDraftById(db, c.req.valid("param").draftId));
    const { version } = c.req.valid("json");
    if (draft.version !== version) throw new ProblemError("conflict", `version ${draft.version}`);
    // Only the editor needs the background image.
    const { background: _, ...plan } = draft.plan;
    const faults = faultsOf(plan);
    if (faults.length > 0)
      throw new ProblemError("invalid-request", "The plan contradicts itself", faults.slice(0, 20));
    const hash = await sha256(canonicalJson(plan));
    const { id } = draft;
    const wanted = { id, version, hash, plan, seatCount: countPlaces(plan), by: writer(c) };
    return c.json(unwrap(await publishPlanDraft(db, wanted)), 201);
  });

type Given = Omit<z.infer<typeof CreatePlanDraft>, "venueId">;

/** What a draft begins with. From a revision of its own venue it is to replace that one. */
async function begun(c: AppContext, venueId: string, { plan, from, baseHash }: Given) {
  if (plan) return { plan, baseHash };
  if (from?.kind === "hall")
    return { plan: SeatPlan.parse((await hallFiles[from.hall]()).default), baseHash };
  if (from?.kind !== "revision") return { plan: emptyPlan(), baseHash };
  const wanted = { ...from, scope: c.var.scope };
  const revision = found(await planOfRevision(booksOf(c), wanted));
  return { plan: revision.plan, baseHash: from.venueId === venueId ? revision.hash : baseHash };
}

/** The plan after the operations. The first that cannot be done is told, and none is. */
function changed(plan: SeatPlan, operations: readonly PlanOperation[]): SeatPlan {
  return operations.reduce((before, operation, at) => {
    const edited = edit(before, operation);
    if (edited.isDone) return edited.plan;
    const { reason, id } = edited.refusal;
    const detail = id === undefined ? reason : `${reason}: ${id}`;
    const error = { pointer: `/operations/${at}`, detail };
    throw new ProblemError("invalid-request", "An operation cannot be done", [error]);
  }, plan);
}

/** A draft may be unfinished, but it keeps to the format, and nothing in it takes forever to expand. */
function sound(plan: SeatPlan): SeatPlan {
  const broken = ["too-many-marks", "too-many-places", "rows-unequal", "number-unsafe"];
  const faults = documentFaults(plan).filter(({ code }) => broken.includes(code));
  const parsed = SeatPlan.safeParse(plan);
  if (parsed.success && faults.length === 0) return plan;
  const errors = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({
      pointer: `/plan/${path.join("/")}`,
      detail: message,
    })),
    ...faults.map((fault) => ({ pointer: `/plan${fault.pointer}`, detail: faultText(fault) })),
  ];
  throw new ProblemError("invalid-request", "The plan cannot be kept", errors.slice(0, 20));
}
