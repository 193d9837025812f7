import type { ApiError } from "../api/problem.ts";

/** Whether the act may have happened although it was not confirmed. */
export function mayHaveHappened({ code }: ApiError): boolean {
  switch (code) {
    case "outcome-unknown":
    case "offline":
    case "unavailable":
    case "internal-error":
    case "gateway-unreachable":
    case "request-in-progress":
    case "too-many-requests":
    case "unauthenticated":
    case "token-expired":
    case "session-ended":
      return true;
    default:
      return false;
  }
}
