import { connect } from "../db/connect.ts";
import type { Database } from "../db/database.ts";
import type { AppContext } from "./app-env.ts";
import type { Env } from "./env.ts";
import { ProblemError } from "./problem.ts";

/** The books, for this request. */
export const booksOf = (c: { env: Env }): Database => connect(c.env);

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
