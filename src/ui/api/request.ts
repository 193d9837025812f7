import { ApiError, readProblem } from "./problem.ts";

export type Call = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** Sent as the body instead, byte for byte. */
  file?: Blob;
  /** Sent as the Idempotency-Key. All attempts of one act share a key, so that the act happens once. */
  key?: string;
  pass?: string;
  /** The revision that a change is based on, or the fingerprint of a preview. */
  ifMatch?: number | string;
  /** The act can be repeated safely without a key. */
  isRepeatable?: boolean;
  attemptsMax?: number;
  signal?: AbortSignal;
};

const attemptsMax = { read: 4, act: 8 } as const;
const backoffMs = { first: 400, longest: 8_000 } as const;
const base = "/api/v1";

let refreshing: Promise<boolean> | null = null;
let onSessionEnd = (): void => {};
let mayHaveSession = (): boolean => true;
let askProof: (() => Promise<boolean>) | undefined;

/** The session's state is above this module, so it registers here what to do when the session ends. */
export function watchSession(watcher: {
  onEnd: () => void;
  mayExist: () => boolean;
  /** Asks the person for a proof of who they are; true if it was given. */
  prove?: () => Promise<boolean>;
}): void {
  onSessionEnd = watcher.onEnd;
  mayHaveSession = watcher.mayExist;
  askProof = watcher.prove;
}

let organization: string | null = null;

/** Names the organization that requests of the admin screens are for. */
export function actFor(organizationId: string | null): void {
  organization = organizationId;
}

/** The header that names it, for requests that are not made here. */
export const employerHeader = (): Record<string, string> =>
  organization === null ? {} : { "frontrow-organization": organization };

/** Calls the API and gives the answer's body. Waits and tries again where that is safe, with the same key. */
export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const response = await requestResponse(path, call);
  const isEmpty = response.status === 202 || response.status === 204;
  return (isEmpty ? null : await response.json()) as T;
}

/** Like `request`, for answers that are not JSON. A 304 counts as an answer. */
export async function requestResponse(
  path: string,
  call: Call & { headers?: Record<string, string> },
): Promise<Response> {
  const isAct = call.key !== undefined;
  const isSafe = isAct || call.isRepeatable === true || (call.method ?? "GET") !== "POST";
  const limit = call.attemptsMax ?? (isAct ? attemptsMax.act : attemptsMax.read);
  let hasRefreshed = false;
  let hasProved = false;
  for (let attempt = 1; ; attempt++) {
    const answer = await send(path, call);
    if (answer instanceof Response) return answer;
    if (isStaleSession(answer) && !hasRefreshed && path !== "/sessions/refresh") {
      hasRefreshed = true;
      if (await refresh()) continue;
    }
    // Refused before anything has happened, so the same request goes out again, with all that was typed.
    if (answer.code === "recent-proof-needed" && !hasProved && askProof) {
      hasProved = true;
      if (await askProof()) continue;
    }
    // Without a network a read fails at once. An act keeps trying, since it may have happened.
    if (answer.code === "offline" && !isAct && !navigator.onLine) throw answer;
    if (!mayRetry(answer, isSafe) || attempt >= limit) throw told(answer, isAct);
    await pause(answer, attempt, call.signal);
  }
}

async function send(
  path: string,
  call: Call & { headers?: Record<string, string> },
): Promise<Response | ApiError> {
  const headers: Record<string, string> = { accept: "application/json", ...call.headers };
  if (call.body !== undefined) headers["content-type"] = "application/json";
  if (call.file !== undefined) headers["content-type"] = "application/octet-stream";
  if (call.key !== undefined) headers["idempotency-key"] = call.key;
  if (call.pass !== undefined) headers["frontrow-pass"] = call.pass;
  if (call.ifMatch !== undefined) headers["if-match"] = `"${call.ifMatch}"`;
  if (path.startsWith("/admin/")) Object.assign(headers, employerHeader());
  try {
    const response = await fetch(base + path, {
      method: call.method ?? "GET",
      headers,
      credentials: "same-origin",
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.file === undefined ? {} : { body: call.file }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    });
    if (response.ok || response.status === 304) return response;
    return await readProblem(response);
  } catch (error) {
    if (call.signal?.aborted === true) throw error;
    return new ApiError("offline");
  }
}

/** An expired access cookie is not sent at all, so `unauthenticated` may only mean that it expired. */
function isStaleSession({ code }: ApiError): boolean {
  return code === "token-expired" || (code === "unauthenticated" && mayHaveSession());
}

/** One refresh for all waiting requests: the token rotates, and using it twice would end the session. */
function refresh(): Promise<boolean> {
  refreshing ??= send("/sessions/refresh", { method: "POST", body: {} })
    .then((answer) => {
      if (answer instanceof Response) return true;
      if (["unauthenticated", "session-ended", "token-expired"].includes(answer.code))
        onSessionEnd();
      return false;
    })
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

function mayRetry({ code, retryAfterMs }: ApiError, isSafe: boolean): boolean {
  switch (code) {
    case "request-in-progress":
      return true;
    case "too-many-requests":
    case "unavailable":
      return retryAfterMs === null ? isSafe : retryAfterMs <= 10_000;
    case "offline":
    case "outcome-unknown":
    case "gateway-unreachable":
      return isSafe;
    default:
      return false;
  }
}

/** The final error: an act whose answer was lost has an unknown outcome, not a failed one. */
function told(error: ApiError, isAct: boolean): ApiError {
  const isUnknown = error.code === "offline" || error.code === "request-in-progress";
  return isAct && isUnknown ? new ApiError("outcome-unknown") : error;
}

/** Waits the requested time plus a little random extra, so that a crowd does not return at once. */
function pause({ retryAfterMs }: ApiError, attempt: number, signal?: AbortSignal): Promise<void> {
  const growingMs = Math.min(backoffMs.longest, backoffMs.first * 2 ** (attempt - 1));
  const waitMs = (retryAfterMs ?? growingMs) + growingMs * Math.random() * 0.5;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, waitMs);
    signal?.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        reject(new DOMException("aborted", "AbortError"));
      },
      { once: true },
    );
  });
}
