import { connect, connectFor, type Look } from "../db/connection/connect.ts";
import type { Actor } from "../db/admin/audit.ts";
import type { Database } from "../db/connection/database.ts";
import type { AppContext } from "./app-env.ts";
import type { Env } from "./env.ts";
import { ProblemError } from "./problem.ts";

type Asking = { env: Env; var?: { look?: Look | undefined } };

/** The books for this request. A change of lasting data is refused if the session has ended meanwhile. */
export const booksOf = ({ env, var: { look } = {} }: Asking): Database =>
  look ? connectFor([look], env) : connect(env);

/** The books after the session was checked: money under way is not stopped in the middle. */
export function booksFromHere(c: AppContext): Database {
  c.set("look", undefined);
  return booksOf(c);
}

/** The writer, and the scope within an organization. */
export const writer = (c: AppContext): Actor => ({
  accountId: c.var.session.accountId,
  requestId: c.var.requestId,
  scope: c.var.scope,
});

/** Leaves the handler with 404 when there is nothing. */
export function found<T>(value: T | null): T {
  if (value === null) throw new ProblemError("not-found");
  return value;
}
