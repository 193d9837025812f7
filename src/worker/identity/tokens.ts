import { IsolateCache } from "../caching/isolate-cache.ts";
import { type Claims, keyOfSecret, readJwt, signJwt } from "./json-web-token.ts";

/** The kinds of tokens. No kind passes for another, since each has its own audience. */
export type TokenKind =
  | "access"
  | "place"
  | "pass"
  | "watch"
  | "presale"
  | "unsubscribe"
  | "reset"
  | "invitation";
export type Verified<T> = { state: "good"; claims: T } | { state: "expired" } | { state: "bad" };

const issuer = "frontrow";

// A shopper sends the same two tokens with every request: the signature is checked once.
const verified = new IsolateCache<Claims>({ freshMs: 0, countMax: 20_000 });

// Requests may share a key, but not the promise of one.
let imported: { secret: string; key: CryptoKey } | null = null;

/** Signs claims that hold until `expiresAt` (Unix milliseconds). */
export async function signToken(
  secret: string,
  kind: TokenKind,
  claims: Claims,
  expiresAt: number,
): Promise<string> {
  const exp = Math.floor(expiresAt / 1_000);
  const iat = Math.floor(Date.now() / 1_000);
  const said = { ...claims, iss: issuer, aud: kind, iat, exp };
  const token = await signJwt(await keyOf(secret), `${kind}+jwt`, said);
  // A token mostly returns soon to the isolate that signed it; only a place in line waits longer.
  if (kind !== "place") remember(`${kind} ${token}`, { ...claims, exp });
  return token;
}

/** Reads a token of one kind, without a reason for rejecting a bad one. */
export async function verifyToken<T extends Claims>(
  secret: string,
  kind: TokenKind,
  token: string,
): Promise<Verified<T>> {
  const cacheKey = `${kind} ${token}`;
  const known = imported?.secret === secret ? verified.fresh(cacheKey) : null;
  if (known) return { state: "good", claims: known as T };
  const read = await readJwt(await keyOf(secret), `${kind}+jwt`, token);
  if (read?.["iss"] !== issuer || read["aud"] !== kind || read.exp === undefined)
    return { state: "bad" };
  if (read.exp * 1_000 <= Date.now()) return { state: "expired" };
  remember(cacheKey, read);
  return { state: "good", claims: read as T };
}

function remember(cacheKey: string, claims: Claims): void {
  verified.keep(cacheKey, claims, { freshMs: (claims.exp ?? 0) * 1_000 - Date.now() });
}

async function keyOf(secret: string): Promise<CryptoKey> {
  if (imported?.secret === secret) return imported.key;
  if (secret.length < 32) throw new Error("TOKEN_SECRET must have at least 32 characters");
  const key = await keyOfSecret(secret);
  imported = { secret, key };
  verified.clear(); // It was another secret that they were good for.
  return key;
}
