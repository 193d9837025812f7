import type { Problem } from "../../contract/problem.ts";
import type { ProblemCode } from "../../contract/problems.ts";

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
  // A newer server may know more codes, which have no sentence here.
  if (problem?.code !== undefined)
    return new ApiError(problem.code as ProblemCode, problem.detail, retryAfterMs, problem.errors);
  return new ApiError(codeOfStatus(response.status), undefined, retryAfterMs);
}

/** Any thrown thing as an ApiError, so that a page has one kind of trouble to show. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  console.error(error);
  return new ApiError("internal-error");
}

/** Whatever stands between us and the server answers with a status alone. */
const codes: Record<number, ProblemCode> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not-found",
  413: "body-too-large",
  429: "too-many-requests",
  502: "gateway-unreachable",
  503: "unavailable",
};

const codeOfStatus = (status: number): ProblemCode =>
  codes[status] ?? (status < 500 ? "invalid-request" : "internal-error");

function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
