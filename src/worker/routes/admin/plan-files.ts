import { createRoute, z } from "@hono/zod-openapi";
import { ExportFormat, PlanImport } from "../../../contract/admin/plan-versions.ts";
import { Id } from "../../../contract/ids.ts";
import { wholeNumber } from "../../../contract/paging.ts";
import { checkPlan, faultText } from "../../../contract/plan/checking/plan-checks.ts";
import { planFromFile } from "../../../contract/plan/exchange/plan-json.ts";
import { planToCsv } from "../../../contract/plan/exchange/plan-csv.ts";
import { planToPretix } from "../../../contract/plan/exchange/pretix.ts";
import { encodeCp949 } from "../../../contract/plan/exchange/text-encoding.ts";
import { expandPlan } from "../../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import { planOfRevision } from "../../../db/admin/plan-versions.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter, json } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { ProblemError, refusals, refusalsToAdmins } from "../../problem.ts";
import { versionOf } from "./plan-versions.ts";

const tags = ["Admin: plans"];
const refused = refusalsToAdmins("not-found", "unavailable");
const binary = z.string().meta({ format: "binary" });
const fileTypes = ["application/octet-stream", "text/csv"] as const;
const format = ExportFormat.default("seatplan").meta({
  description: "`seatplan/1`, a table in UTF-8 or CP949, or pretix's seating plan",
});

const read = createRoute({
  method: "post",
  path: "/admin/venues/{venueId}/plan-import",
  tags,
  operationId: "readPlanFile",
  summary: "Read a plan from a file of `seatplan/1`, a table or pretix, and keep nothing of it",
  ...forStaff("venues.edit"),
  request: {
    params: z.strictObject({ venueId: Id }),
    body: {
      required: true,
      content: Object.fromEntries(fileTypes.map((type) => [type, { schema: binary }])),
    },
  },
  responses: {
    200: json("The plan, or the faults of the file by row and column", PlanImport),
    ...refused,
    ...refusals("body-too-large", "unsupported-media-type"),
  },
});

const file = {
  description: "The file",
  content: { "application/octet-stream": { schema: binary } },
};

const ofRevision = createRoute({
  method: "get",
  path: "/admin/venues/{venueId}/plan-file",
  tags,
  operationId: "exportPlanRevision",
  summary: "Download a revision of a venue's plan as a file",
  ...forStaff("venues.read"),
  request: {
    params: z.strictObject({ venueId: Id }),
    query: z.strictObject({
      revision: wholeNumber({ min: 1, max: 999_999, usual: 1 }, "The revision"),
      format,
    }),
  },
  responses: { 200: file, ...refused },
});

const ofDraft = createRoute({
  method: "get",
  path: "/admin/plan-drafts/{draftId}/file",
  tags,
  operationId: "exportPlanVersion",
  summary: "Download a version of a draft as a file",
  ...forStaff("venues.read"),
  request: {
    params: z.strictObject({ draftId: Id }),
    query: z.strictObject({
      version: wholeNumber({ min: 0, max: 999_999, usual: 0 }, "The version"),
      format,
    }),
  },
  responses: { 200: file, ...refused },
});

export const adminPlanFiles = createRouter()
  .openapi(read, async (c) => {
    const type = c.req.header("content-type")?.split(";")[0]?.trim() ?? "";
    if (!(fileTypes as readonly string[]).includes(type))
      throw new ProblemError(
        "unsupported-media-type",
        `Send the file as ${fileTypes.join(" or ")}`,
      );
    return c.json(importOf(new Uint8Array(await c.req.arrayBuffer())), 200);
  })
  .openapi(ofRevision, async (c) => {
    const { venueId } = c.req.valid("param");
    const { revision, format } = c.req.valid("query");
    const wanted = { venueId, revision, scope: c.var.scope };
    const { plan } = found(await planOfRevision(booksOf(c), wanted));
    return fileOf(c, plan, { format, name: `plan-revision-${revision}` });
  })
  .openapi(ofDraft, async (c) => {
    const { draftId } = c.req.valid("param");
    const { version, format } = c.req.valid("query");
    const plan = await versionOf(c, { draftId, version });
    return fileOf(c, plan, { format, name: `plan-draft-${version}` });
  });

function importOf(bytes: Uint8Array): PlanImport {
  const read = planFromFile(bytes);
  if (!read.isDone) return { ...nothing, faults: read.faults };
  const { plan, lost } = read;
  const places = expandPlan(plan);
  const counts = plan.zones.map(() => 0);
  for (const zone of places.zone) counts[zone] = (counts[zone] ?? 0) + 1;
  return {
    plan,
    seatCount: places.count,
    sections: plan.sections.length,
    areas: plan.areas.length,
    zones: plan.zones.map(({ id, name }, at) => ({ id, name, seatCount: counts[at] ?? 0 })),
    faults: [],
    lost,
    warnings: checkPlan(plan, { places }).map(
      (finding) => `${finding.part ?? finding.pointer}: ${faultText(finding)}`,
    ),
  };
}

const nothing: PlanImport = {
  plan: null,
  seatCount: 0,
  sections: 0,
  areas: 0,
  zones: [],
  faults: [],
  lost: [],
  warnings: [],
};

function fileOf(
  c: AppContext,
  whole: SeatPlan,
  { format, name }: { format: z.infer<typeof ExportFormat>; name: string },
) {
  // Only the editor needs the background image.
  const { background: _, ...plan } = whole;
  const [body, ending] = written(plan, format);
  return c.body(body, 200, {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="${name}.${ending}"`,
  });
}

function written(
  plan: SeatPlan,
  format: z.infer<typeof ExportFormat>,
): [body: string | Uint8Array<ArrayBuffer>, ending: string] {
  switch (format) {
    case "seatplan":
      return [`${JSON.stringify(plan)}\n`, "seatplan.json"];
    case "csv":
      // The mark by which spreadsheets know that the file is UTF-8.
      return [`\ufeff${planToCsv(plan).text}`, "csv"];
    case "cp949":
      return [encodeCp949(planToCsv(plan).text), "csv"];
    case "pretix":
      return [`${JSON.stringify(planToPretix(plan).document)}\n`, "pretix.json"];
  }
}
