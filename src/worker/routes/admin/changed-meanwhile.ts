import type { Outcome } from "../../../contract/problems.ts";
import { changesSince } from "../../../db/admin/activity-log.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf } from "../../books.ts";
import { ProblemError, unwrap } from "../../problem.ts";

/** Takes the value out of a change; one that was refused because somebody was faster says what they changed. */
export async function unwrapChange<T>(
  c: AppContext,
  outcome: Outcome<T>,
  { rowId, seen }: { rowId: string; seen: number },
): Promise<T> {
  if (outcome.ok || outcome.code !== "changed-meanwhile") return unwrap(outcome);
  const changes = await changesSince(booksOf(c), { scope: c.var.scope, rowId, seen });
  const errors = changes.map(({ field, after, by }) => ({
    pointer: `/${field}`,
    detail: `${JSON.stringify(after).slice(0, 300)}${by === null ? "" : ` (${by})`}`,
  }));
  throw new ProblemError("changed-meanwhile", `The revision is ${outcome.detail}`, errors);
}
