import { createRoute } from "@hono/zod-openapi";
import { Created } from "../../../contract/admin/catalog-changes.ts";
import {
  CreateOrganization,
  Organization,
  OrganizationChange,
} from "../../../contract/admin/organizations.ts";
import {
  changeOrganization,
  createOrganization,
  organizationById,
} from "../../../db/staff/organizations.ts";
import { booksOf, found, writer } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { refusals, refusalsToAdmins } from "../../problem.ts";
import { MakeOnceHeader, makeOne } from "../../requests/make-once.ts";
import { unwrapChange } from "./changed-meanwhile.ts";
import { etagOf, IfMatch, seenRevision } from "../../requests/if-match.ts";

const tags = ["Admin: staff"];
const refused = refusalsToAdmins("not-found", "outcome-unknown");

const read = createRoute({
  method: "get",
  path: "/admin/organization",
  tags,
  operationId: "getOrganization",
  summary: "Get the organization that I act for",
  ...forStaff("organization.read"),
  responses: { 200: json("The organization", Organization), ...refused },
});

const change = createRoute({
  method: "put",
  path: "/admin/organization",
  tags,
  operationId: "changeOrganization",
  summary: "Change the organization's name, and who it is in law",
  ...forStaff("organization.edit"),
  request: { headers: IfMatch, ...jsonBody(OrganizationChange) },
  responses: {
    200: json("The organization as it is now", Organization),
    ...refused,
    ...refusals("changed-meanwhile", "if-match-missing"),
  },
});

const add = createRoute({
  method: "post",
  path: "/admin/organizations",
  tags,
  operationId: "createOrganization",
  summary: "Add another organization, which I own",
  ...forStaff("organizations.create"),
  request: { headers: MakeOnceHeader, ...jsonBody(CreateOrganization) },
  responses: {
    201: json("The organization's id", Created),
    ...refused,
    ...refusals("idempotency-mismatch"),
  },
});

export const adminOrganizations = createRouter()
  .openapi(read, async (c) => {
    const known = found(await organizationById(booksOf(c), c.var.scope.organizationId));
    return c.json(known, 200, etagOf(known));
  })
  .openapi(change, async (c) => {
    const seen = seenRevision(c.req.valid("header"));
    const wanted = { by: writer(c), seen, change: c.req.valid("json") };
    const rowId = c.var.scope.organizationId;
    const changed = await changeOrganization(booksOf(c), wanted);
    const known = await unwrapChange(c, changed, { rowId, seen });
    return c.json(known, 200, etagOf(known));
  })
  .openapi(add, async (c) => {
    const { name } = c.req.valid("json");
    const made = await makeOne(c, { name }, (db, id) =>
      createOrganization(db, { id, by: writer(c), name }),
    );
    return c.json(made, 201);
  });
