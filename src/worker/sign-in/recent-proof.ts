import { createMiddleware } from "hono/factory";
import { connect } from "../../db/connection/connect.ts";
import { provedAt } from "../../db/sign-in/proofs.ts";
import type { AppEnv } from "../app-env.ts";
import { ProblemError } from "../problem.ts";

/** How long a proof of who is there is good for the acts below. */
export const proofMs = 10 * 60_000;

/**
 * The operations that ask again who is there: those that move money or roles, give out personal data, or change the
 * ways into an account. A refund at the counter is not among them, because a shift was opened for it by name.
 */
export const asksAgain: ReadonlySet<string> = new Set([
  "makeStaffRefund",
  "createRefundJob",
  "controlRefundJob",
  "payRefundByHand",
  "cancelSchedule",
  "resolvePayment",
  "askCorrection",
  "decideCorrection",
  "createVouchers",
  "inviteStaff",
  "changeStaff",
  "removeStaff",
  "createOrganization",
  "changeOrganization",
  "suspendPerson",
  "restorePerson",
  "exportActs",
  "exportTicketLines",
  "exportRefundJob",
  "challengePasskey",
  "addPasskey",
  "removePasskey",
  "beginAuthenticator",
  "removeAuthenticator",
  "renewRecoveryCodes",
  "visitProviderToLink",
  "unlinkIdentity",
]);

/** Comes before the check of staff's rights, which reads the moment with them and looks at it first. */
export const askAgain = createMiddleware<AppEnv>(async (c, next) => {
  c.set("isAskedAgain", true);
  await next();
});

/** Comes after the check of a fan's session. */
export const provedRecently = createMiddleware<AppEnv>(async (c, next) => {
  mustBeRecent(await provedAt(connect(c.env), c.var.session.sessionId));
  await next();
});

export function mustBeRecent(provedAtMs: number | null): void {
  if (provedAtMs === null) throw new ProblemError("session-ended");
  if (provedAtMs + proofMs <= Date.now()) throw new ProblemError("recent-proof-needed");
}
