import type { Hook, RouteConfig } from "@hono/zod-openapi";
import type { Context, ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { BooksError, BooksUnreachable } from "../db/connection/database.ts";
import { raised } from "../db/connection/raised-codes.ts";
import { unknownCategory } from "../db/catalog/categories.ts";
import { Problem } from "../contract/problem.ts";
import { problems } from "../contract/problems.ts";
import type { Outcome, ProblemCode } from "../contract/problems.ts";
import type { AppEnv } from "./app-env.ts";
import { recordLimit } from "./security/security-log.ts";
import { remedyFor } from "./pages/problem-pages.ts";

type Fault = { pointer: string; detail: string };

/** A refusal on its way out of a handler. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: Fault[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    code: ProblemCode,
    detail?: string,
    errors?: Fault[],
    headers: Record<string, string> = {},
  ) {
    super(detail ?? problems[code].title);
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.headers = headers;
  }
}

/** Takes the value out of an outcome, or leaves the handler with the problem. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { code, detail = "" } = outcome;
  // If the detail of a refused request is one word, it names the field.
  if (code === "invalid-request" && /^\w+$/.test(detail))
    throw new ProblemError(code, undefined, [{ pointer: `/${detail}`, detail: "is not valid" }]);
  // The detail of a refusal that ends by itself is the seconds until then, after the limit with its number if it is one.
  const [, name, count, seconds] = /^(?:(\w+) (\d+) )?(\d+)$/.exec(detail) ?? [];
  if (problems[code].status === 429 && seconds !== undefined)
    throw new ProblemError(code, `Try again in ${seconds} seconds`, undefined, {
      "retry-after": seconds,
      ...(name && {
        "ratelimit-policy": `"${name}";q=${count};w=60`,
        ratelimit: `"${name}";r=0;t=${seconds}`,
      }),
    });
  throw new ProblemError(code, detail || undefined);
}

const retryAfterS: Partial<Record<ProblemCode, number>> = {
  "request-in-progress": 1,
  "too-many-requests": 10,
  unavailable: 1,
  "outcome-unknown": 2,
};

export function problemResponse(
  c: Context<AppEnv>,
  code: ProblemCode,
  detail = remedyFor(code).replaceAll("`", ""),
  errors?: Fault[],
  more: Record<string, string> = {},
): Response {
  const { status, title } = problems[code];
  const body: Problem = { type: `/problems/${code}`, title, status, code, detail };
  if (c.var.requestId !== undefined) body.instance = c.var.requestId;
  if (errors !== undefined) body.errors = errors;
  const headers: Record<string, string> = { "content-type": "application/problem+json" };
  const wait = retryAfterS[code];
  if (wait !== undefined) headers["retry-after"] = String(wait);
  return c.body(JSON.stringify(body), status, { ...headers, ...more });
}

export const onError: ErrorHandler<AppEnv> = (error, c) => {
  if (error instanceof ProblemError && error.code === "too-many-requests") recordLimit(c);
  if (error instanceof ProblemError)
    return problemResponse(c, error.code, error.detail, error.errors, error.headers);
  if (error instanceof HTTPException && error.status < 500)
    return problemResponse(c, codeOfStatus(error.status), error.message || undefined);
  if (error instanceof BooksError && error.code === raised.endedSession)
    return problemResponse(c, "session-ended");
  if (error instanceof BooksError && error.code === raised.noStaff)
    return problemResponse(c, "right-missing");
  if (error instanceof BooksError && error.code === raised.goneImage)
    return problemResponse(c, "image-gone");
  if (error instanceof BooksError && error.constraint === unknownCategory)
    return problemResponse(c, "invalid-request", "There is no such category for new concerts", [
      { pointer: "/genre", detail: "is no category in use" },
    ]);
  if (error instanceof BooksError && isUnstorable(error))
    return problemResponse(c, "invalid-request", "A text has characters that cannot be stored");
  // A bug, or a dependency that is down. Either way the fan learns nothing of its inside.
  console.error(c.var.requestId, c.req.method, c.req.path, toLog(error));
  return problemResponse(c, lossOf(error, c.req.method) ?? "internal-error");
};

// NUL in a text, and its escape and half a character in JSON: Postgres has no place for them.
const isUnstorable = ({ code, message }: BooksError): boolean =>
  code === "22021" || code === "22P05" || (code === "22P02" && message.includes("type json"));

/** The books' errors carry the query and its values as their cause, and those belong in no log. */
function toLog(error: Error): unknown {
  if (error instanceof BooksError)
    return `${error.name} ${error.code} ${error.constraint}: ${error.message}`;
  if (error instanceof BooksUnreachable) return `${error.name}: ${error.message}`;
  return error;
}

// Repeatedly conflicting transactions, and a database short of space, connections or time: each has undone the request.
const isBusy = /^(40001|40P01|53|55P03|57014)/;

/** Distinguishes an unreachable dependency from a bug, and "nothing happened" from "the outcome is unknown". */
function lossOf(error: Error, method: string): ProblemCode | null {
  const { overloaded, retryable } = error as { overloaded?: boolean; retryable?: boolean };
  if (overloaded) return "unavailable";
  if (error instanceof BooksError && isBusy.test(error.code)) return "unavailable";
  if (!retryable && !(error instanceof BooksUnreachable)) return null;
  return method === "GET" || method === "HEAD" ? "unavailable" : "outcome-unknown";
}

function codeOfStatus(status: number): ProblemCode {
  if (status === 413) return "body-too-large";
  if (status === 415) return "unsupported-media-type";
  return "invalid-request";
}

/** The router's answer to input that does not match the schema. */
export const invalidRequest: Hook<unknown, AppEnv, string, Response | undefined> = (result, c) => {
  if (result.success) return undefined;
  const errors = result.error.issues.slice(0, 20).map((issue) => ({
    pointer: `/${issue.path.map(escapePointer).join("/")}`,
    detail: issue.message,
  }));
  const where = `The ${places[result.target] ?? result.target} is not valid; errors lists the faulty places`;
  return problemResponse(c, "invalid-request", where, errors);
};

const places: Record<string, string> = { json: "body", param: "address", header: "headers" };

function escapePointer(part: PropertyKey): string {
  return String(part).replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The OpenAPI responses of a route with these refusals; the document says more about each code. */
export function refusals(...codes: ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.join(", "),
        content: { "application/problem+json": { schema: Problem } },
        "x-codes": same,
      },
    ]),
  );
}

/** The responses of a route with further refusals, which checks in front of its handler give. */
export function alsoRefused(responses: RouteConfig["responses"], ...codes: ProblemCode[]) {
  if (codes.length === 0) return responses;
  const own = Object.values(responses).flatMap((each) =>
    "x-codes" in each ? (each["x-codes"] as ProblemCode[]) : [],
  );
  return { ...responses, ...refusals(...new Set([...own, ...codes])) };
}

/** The same for admin routes. */
export const refusalsToAdmins = (...codes: ProblemCode[]) =>
  refusals(
    "invalid-request",
    "unauthenticated",
    "token-expired",
    "session-ended",
    "forbidden",
    "right-missing",
    ...codes,
  );
