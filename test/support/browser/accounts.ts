import { randomBytes, randomUUID } from "node:crypto";
import { type APIRequestContext, type Cookie, request } from "playwright-core";
import { inject } from "vitest";
import type { Locale } from "../../../src/contract/people/accounts.ts";
import { fullConsent } from "../../../src/contract/people/consent.ts";
import { makeOwner } from "../../../src/db/staff/owners.ts";
import { signUp } from "../../../src/db/people/accounts.ts";
import { hashPassword } from "../../../src/worker/identity/password.ts";
import { signToken } from "../../../src/worker/identity/tokens.ts";
import { newSession, sha256, topUp } from "../books.ts";
import { siteBooks } from "./site-books.ts";

export interface NewAccount {
  email: string;
  password: string;
}

/** An account of the site that is signed in by its cookies. */
export interface Account extends NewAccount {
  id: string;
  cookies: Cookie[];
}

const password = "a-good-long-password";
// A hash costs as much as a page, so all accounts share one.
let passwordHash: Promise<string> | null = null;

/** Fills in the sign-up form for a new fan. */
export const newAccount = (): NewAccount => ({ email: `${randomUUID()}@frontrow.test`, password });

export interface Wanted {
  balanceMinor?: number;
  /** An admin owns the organization of the deployment. */
  role?: "fan" | "admin";
  locale?: Locale;
}

/** Opens an account in the books, signed in and with this balance, without the screen. */
export async function openAccount(wanted: Wanted = {}): Promise<Account> {
  const { balanceMinor = 0, role = "fan", locale = "ko" } = wanted;
  const { db } = siteBooks();
  const person = { name: "김하늘", locale, consent: fullConsent };
  const account = { ...newAccount(), ...person, id: randomUUID() };
  passwordHash ??= hashPassword(password);
  const refreshToken = randomBytes(32).toString("base64url");
  const session = { ...newSession(), tokenHash: sha256(refreshToken) };
  const made = await signUp(db, { ...account, passwordHash: await passwordHash, session });
  if (!made.ok) throw new Error(made.code);
  if (role === "admin") await makeOwner(db, account);
  if (balanceMinor > 0) await topUp(db, account.id, balanceMinor);
  const claims = { sub: account.id, sid: session.sessionId, name: account.name };
  const expiresAt = Date.now() + 600_000;
  const accessToken = await signToken(
    { TOKEN_SECRET: inject("siteTokenSecret") },
    "access",
    claims,
    expiresAt,
  );
  return { ...account, cookies: [cookie("access", accessToken), cookie("refresh", refreshToken)] };
}

const cookie = (kind: string, value: string): Cookie => ({
  name: `frontrow-${kind}`,
  value,
  domain: new URL(inject("siteUrl")).hostname,
  path: "/",
  expires: -1,
  httpOnly: true,
  secure: false,
  sameSite: "Lax",
});

/** Asks the API as this account, without a page; dispose of it afterwards. */
export function clientOf({ cookies }: Account): Promise<APIRequestContext> {
  return request.newContext({ storageState: { cookies, origins: [] } });
}
