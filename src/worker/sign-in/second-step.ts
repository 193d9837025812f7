import type { SecondStep } from "../../contract/people/ways-in.ts";
import type { SignInMethod } from "../../contract/people/sessions.ts";
import { universalTime } from "../../db/catalog/universal-time.ts";
import type { KnownFactors } from "../../db/sign-in/factors.ts";
import type { SpentProof } from "../../db/sign-in/passkeys.ts";
import type { AppContext } from "../app-env.ts";
import { signToken, verifyToken } from "../identity/tokens.ts";
import { ProblemError } from "../problem.ts";
import { namesOf } from "./factors.ts";

/** Whose first step was right, by which way, and the mark that it leaves when it is used. */
type Claims = { jti: string; sub: string; method: SignInMethod };
export type FirstStep = { accountId: string; method: SignInMethod; proof: SpentProof };

const stepMs = 5 * 60_000;

/** Asks for the second step; whoever has its token has done the first. */
export async function askSecondStep(
  c: AppContext,
  {
    accountId,
    method,
    factors,
  }: { accountId: string; method: SignInMethod; factors: KnownFactors },
): Promise<SecondStep> {
  const expiresAt = Date.now() + stepMs;
  const claims: Claims = { jti: crypto.randomUUID(), sub: accountId, method };
  const token = await signToken(c.env, "step", claims, expiresAt);
  return {
    secondStep: { token, factors: namesOf(factors), expiresAt: universalTime(expiresAt) },
  };
}

export async function readSecondStep(c: AppContext, token: string): Promise<FirstStep> {
  const read = await verifyToken<Claims>(c.env, "step", token);
  if (read.state !== "good") throw new ProblemError("step-expired");
  const { jti, sub: accountId, method } = read.claims;
  return { accountId, method, proof: { id: jti, expiresAt: Date.now() + stepMs } };
}
