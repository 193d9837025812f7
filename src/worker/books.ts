import { connect, connectFor } from "../db/connection/connect.ts";
import type { Database } from "../db/connection/database.ts";
import type { AppContext } from "./app-env.ts";
import type { Env } from "./env.ts";
import { ProblemError } from "./problem.ts";

type Asking = {
  env: Env;
  var?: { lookAt?: "session" | "admin" | undefined; session?: { sessionId: string } };
};

/** The books, for this request. What changes something lasting is not for a session that has been ended meanwhile. */
export function booksOf({ env, var: { lookAt, session } = {} }: Asking): Database {
  return lookAt && session ? connectFor(lookAt, session.sessionId, env) : connect(env);
}

/** The books once they have been asked for this session: money on its way is not stopped in the middle. */
export function booksFromHere(c: AppContext): Database {
  c.set("lookAt", undefined);
  return booksOf(c);
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
