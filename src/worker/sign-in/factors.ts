import type { Factor, PasskeySigned } from "../../contract/people/ways-in.ts";
import type { Database } from "../../db/connection/database.ts";
import {
  type Authenticator,
  type KnownFactors,
  tryFactor,
  useRecoveryCode,
  useStep,
} from "../../db/sign-in/factors.ts";
import { passkeyOf, usePasskey } from "../../db/sign-in/passkeys.ts";
import type { AppContext } from "../app-env.ts";
import { ProblemError } from "../problem.ts";
import { recordSecurity } from "../security/security-log.ts";
import { stepOf } from "./one-time-codes.ts";
import { readSigned } from "./passkeys.ts";
import { recoveryHash } from "./recovery-codes.ts";
import { unseal } from "./vault.ts";

export type Shown = {
  code?: string | undefined;
  recoveryCode?: string | undefined;
  passkey?: { challenge: string; signed: PasskeySigned } | undefined;
};

/** Which factors an account can show. */
export const namesOf = ({ hasApp, passkeys, recoveryCodesLeft }: KnownFactors): Factor[] => [
  ...(passkeys.length > 0 ? (["passkey"] as const) : []),
  ...(hasApp ? (["app"] as const) : []),
  ...(recoveryCodesLeft > 0 ? (["recovery"] as const) : []),
];

/** Checks a second factor of the account, and leaves with a refusal unless it is right. Each holds once. */
export async function checkFactor(
  c: AppContext,
  db: Database,
  accountId: string,
  shown: Shown,
): Promise<void> {
  const by: Factor = shown.passkey ? "passkey" : shown.recoveryCode ? "recovery" : "app";
  try {
    await mustBeRight(c, db, accountId, shown);
  } catch (error) {
    if (error instanceof ProblemError)
      recordSecurity(c, { kind: "factor-failed", accountId, detail: { by, why: error.code } });
    throw error;
  }
  recordSecurity(c, { kind: "factor-passed", accountId, detail: { by } });
}

async function mustBeRight(
  c: AppContext,
  db: Database,
  accountId: string,
  { code, recoveryCode, passkey }: Shown,
): Promise<void> {
  if (passkey) return await checkPasskey(c, db, accountId, passkey);
  const { tooMany, authenticator } = await tryFactor(db, accountId);
  if (tooMany) throw new ProblemError("too-many-requests");
  const isRight =
    recoveryCode === undefined
      ? authenticator?.isConfirmed === true &&
        (await isCodeRight(c, db, { accountId, authenticator, code: code ?? "" }))
      : await useRecoveryCode(db, {
          accountId,
          codeHash: await recoveryHash(accountId, recoveryCode),
        });
  if (!isRight) throw new ProblemError("proof-not-valid");
}

async function checkPasskey(
  c: AppContext,
  db: Database,
  accountId: string,
  { challenge, signed }: { challenge: string; signed: PasskeySigned },
): Promise<void> {
  const known = await passkeyOf(db, signed.id);
  const use = await readSigned(c, { token: challenge, signed, known, purpose: "prove", accountId });
  if (!(await usePasskey(db, use))) throw new ProblemError("proof-not-valid");
}

async function isCodeRight(
  c: AppContext,
  db: Database,
  {
    accountId,
    authenticator,
    code,
  }: { accountId: string; authenticator: Authenticator; code: string },
): Promise<boolean> {
  const step = await stepOfCode(c, accountId, authenticator, code);
  return step !== null && (await useStep(db, { accountId, step }));
}

/** The step that a code of an account's app is of; null for a wrong one. */
export async function stepOfCode(
  c: AppContext,
  accountId: string,
  { secret: sealed, lastStep }: Authenticator,
  code: string,
): Promise<number | null> {
  const secret = await unseal(c.env.SEALING_KEYS ?? "", sealed, accountId);
  if (!secret)
    throw new Error("an authenticator's secret is sealed under a key that is not in SEALING_KEYS");
  return await stepOf(secret, code, { nowMs: Date.now(), lastStep });
}
