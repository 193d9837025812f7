import { createHash, randomUUID } from "node:crypto";
import { fullConsent } from "../../src/contract/people/consent.ts";
import { makeOwner } from "../../src/db/staff/owners.ts";
import { signUp } from "../../src/db/people/accounts.ts";
import type { Database } from "../../src/db/connection/database.ts";
import { settleTopUp, startTopUp } from "../../src/db/money/top-ups.ts";
import { hashPassword } from "../../src/worker/identity/password.ts";
import { dayMs } from "./calendar.ts";

/** The accounts of the local site. Their passwords are public. */
export async function addPeople(db: Database): Promise<void> {
  const fanId = await addAccount(db, {
    email: "fan@frontrow.test",
    name: "김하늘",
    passwordHash: await hashPassword("frontrow-fan-1"),
  });
  await topUp(db, fanId, 500_000);
  const email = "admin@frontrow.test";
  await addAccount(db, {
    email,
    name: "이무대",
    passwordHash: await hashPassword("frontrow-admin-1"),
  });
  await makeOwner(db, { email });
}

type Newcomer = { email: string; name: string; passwordHash: string };

/** Signs someone up; an account that exists already is a mistake here. */
export async function addAccount(db: Database, newcomer: Newcomer): Promise<string> {
  const id = randomUUID();
  const session = {
    sessionId: randomUUID(),
    tokenHash: sha256(randomUUID()),
    expiresAt: Date.now() + dayMs,
    userAgent: null,
  };
  const made = await signUp(db, {
    id,
    locale: "ko",
    session,
    consent: fullConsent,
    ...newcomer,
  });
  if (!made.ok) throw new Error(`${newcomer.email}: ${made.code}`);
  return id;
}

/** Puts money into a wallet as a payment through the gateway does. */
export async function topUp(db: Database, accountId: string, amountMinor: number): Promise<void> {
  const paymentId = randomUUID();
  const provider = "seed";
  const requestHash = sha256(paymentId);
  await startTopUp(db, {
    paymentId,
    accountId,
    amountMinor,
    provider,
    key: paymentId,
    requestHash,
  });
  const paid = await settleTopUp(db, {
    paymentId,
    accountId,
    providerKey: paymentId,
    approvedMinor: amountMinor,
    status: "paid",
    record: null,
  });
  if (!paid.ok) throw new Error(`a top-up was refused: ${paid.code}`);
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
