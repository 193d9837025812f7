import { IsolateCache } from "../caching/isolate-cache.ts";
import { type Claims, headerOf, keyOfBytes, readJwt, signJwt } from "./json-web-token.ts";
import type { TokenKind } from "./key-names.ts";
import {
  bytesOfKey,
  type Key,
  type KeyHolder,
  type KeyRing,
  readingKeys,
  ringOf,
  signingKey,
} from "./key-ring.ts";

export type { TokenKind } from "./key-names.ts";
export type Verified<T> = { state: "good"; claims: T } | { state: "expired" } | { state: "bad" };

const issuer = "frontrow";

// A shopper sends the same two tokens with every request: the signature is checked once.
const verified = new IsolateCache<Claims>({ freshMs: 0, countMax: 20_000 });
let verifiedWith = "";

// Requests may share a key, but not the promise of one.
const imported = new Map<string, CryptoKey>();

/** Signs claims that hold until `expiresAt` (Unix milliseconds), with the current key of their kind. */
export async function signToken(
  holder: KeyHolder,
  kind: TokenKind,
  claims: Claims,
  expiresAt: number,
): Promise<string> {
  const now = Date.now();
  const exp = Math.floor(expiresAt / 1_000);
  const iat = Math.floor(now / 1_000);
  const said = { ...claims, iss: issuer, aud: kind, iat, exp };
  const key = signingKey(currentRing(holder).keys[kind], now);
  const token = await signJwt(await importedKey(kind, key), headerOf(typeOf(kind), key.id), said);
  // A token mostly returns soon to the isolate that signed it; only a place in line waits longer.
  if (kind !== "place") remember(`${kind} ${token}`, { ...claims, exp });
  return token;
}

/** Reads a token of one kind, without a reason for rejecting a bad one. */
export async function verifyToken<T extends Claims>(
  holder: KeyHolder,
  kind: TokenKind,
  token: string,
): Promise<Verified<T>> {
  const now = Date.now();
  const { keys } = currentRing(holder);
  const cacheKey = `${kind} ${token}`;
  const known = verified.fresh(cacheKey, now);
  if (known) return { state: "good", claims: known as T };
  // The header is compared and never parsed, so no token can choose how it is verified.
  const header = token.slice(0, token.indexOf("."));
  const key = readingKeys(keys[kind], now).find(({ id }) => headerOf(typeOf(kind), id) === header);
  const read = key ? await readJwt(await importedKey(kind, key), token) : null;
  if (read?.["iss"] !== issuer || read["aud"] !== kind || read.exp === undefined)
    return { state: "bad" };
  if (read.exp * 1_000 <= now) return { state: "expired" };
  remember(cacheKey, read);
  return { state: "good", claims: read as T };
}

const typeOf = (kind: TokenKind) => `${kind}+jwt`;

function remember(cacheKey: string, claims: Claims): void {
  verified.keep(cacheKey, claims, { freshMs: (claims.exp ?? 0) * 1_000 - Date.now() });
}

function currentRing(holder: KeyHolder): KeyRing {
  const ring = ringOf(holder);
  // It was other keys that the remembered tokens were good for.
  if (ring.text !== verifiedWith) verified.clear();
  verifiedWith = ring.text;
  return ring;
}

async function importedKey(kind: TokenKind, key: Key): Promise<CryptoKey> {
  const name = `${kind} ${key.secret}`;
  const known = imported.get(name);
  if (known) return known;
  const made = await keyOfBytes(await bytesOfKey(kind, key));
  imported.set(name, made);
  return made;
}
