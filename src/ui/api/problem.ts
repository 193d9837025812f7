import type { Problem } from "../../contract/problem.ts";
import { problems, type ProblemCode } from "../../contract/problems.ts";

/** `offline` is the screen's own: nothing came back, and nothing was at stake. */
export type ApiCode = ProblemCode | "offline";

export type Fault = NonNullable<Problem["errors"]>[number];

/** A request that was refused or unanswered. `outcome-unknown` is never shown as a failure. */
export class ApiError extends Error {
  readonly code: ApiCode;
  readonly detail: string | undefined;
  readonly retryAfterMs: number | null;
  /** The faulty places, or what was changed meanwhile. */
  readonly errors: readonly Fault[];

  constructor(
    code: ApiCode,
    detail?: string,
    retryAfterMs: number | null = null,
    errors: readonly Fault[] = [],
  ) {
    super(detail ?? code);
    this.code = code;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
    this.errors = errors;
  }
}

/** Reads the refusal; an answer that is no problem document goes by its status. */
export async function readProblem(response: Response): Promise<ApiError> {
  const retryAfterMs = retryAfter(response.headers.get("retry-after"));
  const problem = (await response.json().catch(() => null)) as Problem | null;
  const code = problem?.code;
  if (code !== undefined && Object.hasOwn(problems, code))
    return new ApiError(code as ProblemCode, problem?.detail, retryAfterMs, problem?.errors);
  return new ApiError(codeOfStatus(response.status), undefined, retryAfterMs);
}

/** Any thrown thing as an ApiError, so that a page has one kind of trouble to show. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  console.error(error);
  return new ApiError("internal-error");
}

function codeOfStatus(status: number): ProblemCode {
  const found = Object.entries(problems).find(([, problem]) => problem.status === status);
  if (found) return found[0] as ProblemCode;
  return status < 500 ? "invalid-request" : "internal-error";
}

function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
