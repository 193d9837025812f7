import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { Given } from "./codes.ts";

/** A provider's signing key. Each run has its own. */
export interface SigningKey {
  alg: "RS256" | "ES256";
  kid: string;
  privateKey: KeyObject;
  publicJwk: object;
}

export function newSigningKey(alg: SigningKey["alg"], kid: string): SigningKey {
  const { publicKey, privateKey } =
    alg === "RS256"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicJwk = { ...publicKey.export({ format: "jwk" }), kid, alg, use: "sig" };
  return { alg, kid, privateKey, publicJwk };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The id token about a person, with the fault that was chosen. */
export function idToken(
  { alg, kid, privateKey }: SigningKey,
  issuer: string,
  given: Given,
): string {
  const { person, nonce, clientId, fault } = given;
  const now = Math.floor(Date.now() / 1_000);
  const expired = fault === "expired" ? 3_600 : 0;
  const claims = {
    iss: fault === "wrong-issuer" ? `${issuer}/elsewhere` : issuer,
    sub: person.subject,
    aud: fault === "wrong-audience" ? "another-client" : clientId,
    iat: now - expired,
    exp: now + 600 - 2 * expired,
    nonce: fault === "wrong-nonce" ? "another-nonce" : nonce,
    name: person.name,
    nickname: person.name,
    ...(person.email === null
      ? {}
      : { email: person.email, email_verified: person.isEmailVerified }),
  };
  const signed = `${part({ alg, kid, typ: "JWT" })}.${part(claims)}`;
  const signature = sign("sha256", Buffer.from(signed), {
    key: privateKey,
    dsaEncoding: "ieee-p1363",
  });
  if (fault === "wrong-signature") signature[0] = (signature[0] ?? 0) ^ 0xff;
  return `${signed}.${signature.toString("base64url")}`;
}
