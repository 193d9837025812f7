import { createMiddleware } from "hono/factory";
import {
  type Grant,
  type Right,
  rolesWith,
  type Scope,
  scopeOf,
} from "../../contract/admin/rights.ts";
import { Id } from "../../contract/ids.ts";
import { connect, staffOf } from "../../db/connection/connect.ts";
import { accessOf, isOwned, isPersonal, type Owned, type Owner } from "../../db/staff/access.ts";
import type { AppContext, AppEnv } from "../app-env.ts";
import { ProblemError } from "../problem.ts";
import { limitStaff } from "../requests/limits.ts";
import { addressOf } from "../requests/network.ts";
import { mustBeRecent } from "../sign-in/recent-proof.ts";
import { staffMustBeTwofold } from "../sign-in/staff-factor.ts";
import { security, sessionOf } from "./session.ts";

/** Names the organization to act for; a member of only one need not send it. */
export const organizationHeader = "frontrow-organization";

/**
 * For staff of an organization with a role that includes this right. The books check it at each request, and again in
 * the transaction that reads or writes, so that a change of role or a suspension takes effect at once.
 */
export const forStaff = (right: Right) => ({
  middleware: createMiddleware<AppEnv>(async (c, next) => {
    await requireRight(c, right);
    await next();
  }),
  security,
  "x-right": right,
});

/** Admits staff with the right for the named thing, and returns the scope within their organization. */
export async function requireRight(c: AppContext, right: Right): Promise<void> {
  const session = await sessionOf(c);
  c.set("session", session);
  await limitStaff(c);
  const thing = thingOf(c.req.param());
  const access = await accessOf(connect(c.env), { ...session, thing });
  const { grants: all, owner } = access;
  if (all.length > 0 && !access.isTwofold && staffMustBeTwofold(c.env))
    throw new ProblemError("second-factor-needed");
  const grants = grantsOf(all, c.req.header(organizationHeader));
  if (c.var.isAskedAgain) mustBeRecent(access.provedAtMs);
  const scope = scopeOf(right, grants);
  if (!scope) throw new ProblemError("right-missing", right);
  const reached = thing && isPersonal(thing.name) ? { ...scope, concertIds: null } : scope;
  if (thing && !isWithin(owner, reached)) throw new ProblemError("not-found");
  c.set("grants", grants);
  c.set("owner", owner);
  c.set("scope", scope);
  c.set("look", staffOf(session.sessionId, scope, rolesWith(right), originOf(c)));
}

/** The scope of another right of the same person; null if the person does not have it for the thing that is named. */
export function reach(c: AppContext, right: Right): Scope | null {
  const { grants, owner } = c.var;
  const scope = scopeOf(right, grants);
  return scope === null || owner === null || isWithin(owner, scope) ? scope : null;
}

/** The grants for the organization that is named, or for the only one. */
function grantsOf(all: Grant[], named: string | undefined): Grant[] {
  if (all.length === 0) throw new ProblemError("forbidden");
  const employers = new Set(all.map(({ organizationId }) => organizationId));
  if (named === undefined && employers.size > 1)
    throw new ProblemError("invalid-request", "Name the organization in Frontrow-Organization");
  const [only] = employers;
  const organizationId = named?.toLowerCase() ?? only;
  if (organizationId === undefined || !employers.has(organizationId))
    throw new ProblemError("not-found", "organization");
  return all.filter((grant) => grant.organizationId === organizationId);
}

/** The thing that an address names. The operation itself refuses a malformed id. */
function thingOf(params: Record<string, string>): { name: Owned; id: string } | null {
  for (const [name, text] of Object.entries(params)) {
    const id = Id.safeParse(text);
    if (isOwned(name) && id.success) return { name, id: id.data };
  }
  return null;
}

function isWithin(owner: Owner | null, { organizationId, concertIds }: Scope): boolean {
  if (owner?.organizationId !== organizationId) return false;
  return concertIds === null || (owner.concertId !== null && concertIds.includes(owner.concertId));
}

/** Where a change comes from, for the audit log. */
export const originOf = (c: AppContext): string =>
  [addressOf(c), c.req.header("user-agent")?.slice(0, 200)].filter(Boolean).join(" ");
