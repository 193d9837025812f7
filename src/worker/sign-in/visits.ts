import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { PendingPerson, SecondStep } from "../../contract/people/ways-in.ts";
import type { AppContext } from "../app-env.ts";
import { signToken, type TokenKind, verifyToken } from "../identity/tokens.ts";

/** A visit to a provider that this browser has begun, and only this browser can end. */
export type Visit = {
  jti: string;
  provider: string;
  state: string;
  nonce: string;
  verifier: string;
  /** Where to go afterwards, within this site. */
  next: string;
  /** The account to link the person to, and the session that asked; null to sign in. */
  link: { accountId: string; sessionId: string } | null;
};

/** A person whom a provider knows and this browser has brought, but who has no account here yet. */
export type Brought = PendingPerson & {
  jti: string;
  issuer: string;
  subject: string;
  next: string;
};

/** What waits in this browser: somebody new, or the second step of somebody known. */
export type Waiting = { person: Brought } | { secondStep: SecondStep["secondStep"]; next: string };

export const visitMs = 10 * 60_000;

/** `SameSite=Lax` lets the cookie come along when the provider leads the browser back, and at no other cross-site act. */
const optionsOf = (c: AppContext) =>
  ({
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(c),
    maxAge: visitMs / 1_000,
  }) as const;
const isSecure = (c: AppContext) => c.req.url.startsWith("https:");
const nameOf = (c: AppContext, kind: TokenKind) =>
  `${isSecure(c) ? "__Host-" : ""}frontrow-${kind}`;

async function keep(c: AppContext, kind: "visit" | "pending", claims: object): Promise<void> {
  const token = await signToken(c.env, kind, { ...claims }, Date.now() + visitMs);
  setCookie(c, nameOf(c, kind), token, optionsOf(c));
}

async function read<T extends Record<string, unknown>>(
  c: AppContext,
  kind: "visit" | "pending",
): Promise<T | null> {
  const token = getCookie(c, nameOf(c, kind));
  if (token === undefined) return null;
  const said = await verifyToken<T>(c.env, kind, token);
  return said.state === "good" ? said.claims : null;
}

const forget = (c: AppContext, kind: TokenKind) =>
  deleteCookie(c, nameOf(c, kind), { path: "/", secure: isSecure(c) });

export const keepVisit = (c: AppContext, visit: Visit) => keep(c, "visit", visit);
export const keepWaiting = (c: AppContext, waiting: Waiting) => keep(c, "pending", waiting);
export const readWaiting = (c: AppContext): Promise<Waiting | null> => read<Waiting>(c, "pending");
export const forgetWaiting = (c: AppContext): void => void forget(c, "pending");

/** The visit that this browser has begun; it is over with this look. */
export async function endVisit(c: AppContext): Promise<Visit | null> {
  const visit = await read<Visit>(c, "visit");
  forget(c, "visit");
  return visit;
}
