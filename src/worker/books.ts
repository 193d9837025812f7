import { connect, connectFor } from "../db/connection/connect.ts";
import type { Database } from "../db/connection/database.ts";
import type { AppContext } from "./app-env.ts";
import type { Env } from "./env.ts";
import { ProblemError } from "./problem.ts";

type Asking = { env: Env; var?: { isChange?: boolean; session?: { sessionId: string } } };

/** The books, for this request. What changes something lasting is not for who has been logged out meanwhile. */
export function booksOf({ env, var: { isChange, session } = {} }: Asking): Database {
  return isChange && session ? connectFor(session.sessionId, env) : connect(env);
}

/** Who writes, for the audit log. */
export const writer = (c: AppContext) => ({
  accountId: c.var.session.accountId,
  requestId: c.var.requestId,
});

/** Leaves the handler with 404 when there is nothing. */
export function found<T>(value: T | null): T {
  if (value === null) throw new ProblemError("not-found");
  return value;
}
