import { errors, jwtVerify, SignJWT } from "jose";
import type { JWTPayload } from "jose";

/** What a token is good for. One kind is never taken for another: each has its own audience. */
export type TokenKind = "access" | "place" | "pass" | "presale" | "unsubscribe";
export type Verified<T> = { state: "good"; claims: T } | { state: "expired" } | { state: "bad" };

const issuer = "frontrow";

// A shopper sends the same two tokens with every request: the signature is checked once.
const verified = new Map<string, { claims: JWTPayload; expiresAt: number }>();
const verifiedMax = 20_000;

// The value of a key may be shared between requests; the promise of one may not.
let imported: { secret: string; key: CryptoKey } | null = null;

/** Signs claims that hold until `expiresAt` (Unix milliseconds). */
export async function signToken(
  secret: string,
  kind: TokenKind,
  claims: JWTPayload,
  expiresAt: number,
): Promise<string> {
  const exp = Math.floor(expiresAt / 1_000);
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: `${kind}+jwt` })
    .setIssuer(issuer)
    .setAudience(kind)
    .setIssuedAt()
    .setExpirationTime(exp)
    .sign(await keyOf(secret));
  // It mostly comes back to where it was signed, and soon; only a place waits for its turn.
  if (kind !== "place") remember(`${kind} ${token}`, { ...claims, exp });
  return token;
}

/** Signs a ticket, for everybody who has the public key to check. */
export async function signTicket(
  { kid, signing }: { kid: string; signing: CryptoKey },
  claims: JWTPayload,
  expiresAt: number,
): Promise<string> {
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: "EdDSA", typ: "ticket+jwt", kid })
    .setExpirationTime(Math.floor(expiresAt / 1_000))
    .sign(signing);
}

/** Reads a token of one kind; what is bad about a bad one is nobody's business. */
export async function verifyToken<T extends JWTPayload>(
  secret: string,
  kind: TokenKind,
  token: string,
): Promise<Verified<T>> {
  const cacheKey = `${kind} ${token}`;
  const known = imported?.secret === secret ? verified.get(cacheKey) : undefined;
  if (known) {
    if (known.expiresAt > Date.now()) return { state: "good", claims: known.claims as T };
    verified.delete(cacheKey);
    return { state: "expired" };
  }
  try {
    const { payload } = await jwtVerify<T>(token, await keyOf(secret), {
      algorithms: ["HS256"],
      audience: kind,
      issuer,
      requiredClaims: ["exp"],
    });
    remember(cacheKey, payload);
    return { state: "good", claims: payload };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { state: "expired" };
    if (error instanceof errors.JOSEError) return { state: "bad" };
    throw error;
  }
}

function remember(cacheKey: string, claims: JWTPayload): void {
  if (verified.size >= verifiedMax) {
    // The oldest tenth goes: a Map keeps the order of insertion.
    for (const old of [...verified.keys()].slice(0, verifiedMax / 10)) verified.delete(old);
  }
  verified.set(cacheKey, { claims, expiresAt: (claims.exp ?? 0) * 1_000 });
}

async function keyOf(secret: string): Promise<CryptoKey> {
  if (imported?.secret === secret) return imported.key;
  if (secret.length < 32) throw new Error("TOKEN_SECRET must have at least 32 characters");
  const bytes = new TextEncoder().encode(secret);
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, hmac, false, ["sign", "verify"]);
  imported = { secret, key };
  verified.clear(); // It was another secret that they were good for.
  return key;
}
