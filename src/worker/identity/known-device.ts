import type { AppContext } from "../app-env.ts";
import { sha256 } from "../encoding/digest.ts";
import { knownCookie, setKnownCookie } from "./cookies.ts";
import { signToken, verifyToken } from "./tokens.ts";

/** The hash of the address that signed in, and an id of its own for each time. */
type Known = { sub: string; jti: string };

const keptMs = 90 * 86_400_000;

/** Remembers in the browser that this account has signed in here. */
export async function rememberDevice(c: AppContext, email: string): Promise<void> {
  const claims: Known = { sub: await sha256(email), jti: crypto.randomUUID() };
  setKnownCookie(c, await signToken(c.env, "known", claims, Date.now() + keptMs), keptMs);
}

/** The id of a browser where this account has signed in before; null for every other one. */
export async function knownDevice(c: AppContext, email: string): Promise<string | null> {
  const token = knownCookie(c);
  if (token === undefined) return null;
  const read = await verifyToken<Known>(c.env, "known", token);
  return read.state === "good" && read.claims.sub === (await sha256(email))
    ? read.claims.jti
    : null;
}
