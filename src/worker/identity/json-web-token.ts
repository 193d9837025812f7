import { fromBase64Url, toBase64Url } from "../encoding/encoding.ts";

// JSON Web Tokens with one signature algorithm, HS256, and one header for each type. The rest of a library took two
// thirds of the time of a check, and every fan of a rush brings tokens.

/** The signed claims; their expiry is in seconds, as the standard requires. */
export type Claims = Record<string, unknown> & { exp?: number };

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const algorithm = { name: "HMAC", hash: "SHA-256" };

export const keyOfSecret = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign", "verify"]);

export async function signJwt(key: CryptoKey, type: string, claims: Claims): Promise<string> {
  const said = `${headerOf(type)}.${toBase64Url(encoder.encode(JSON.stringify(claims)))}`;
  const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(said));
  return `${said}.${toBase64Url(new Uint8Array(signature))}`;
}

/** The claims of a token of this type and key, expired or not; null for any other token. */
export async function readJwt(key: CryptoKey, type: string, token: string): Promise<Claims | null> {
  const [header, payload, signature, ...more] = token.split(".");
  // The header is compared and never parsed, so no token can choose how it is verified.
  if (header !== headerOf(type) || !payload || !signature || more.length > 0) return null;
  const signed = bytesOf(signature);
  if (signed === null) return null;
  const said = encoder.encode(`${header}.${payload}`);
  if (!(await crypto.subtle.verify("HMAC", key, signed, said))) return null;
  const claims = bytesOf(payload);
  return claims && (JSON.parse(decoder.decode(claims)) as Claims);
}

const headers = new Map<string, string>();

function headerOf(type: string): string {
  let header = headers.get(type);
  if (header === undefined) {
    header = toBase64Url(encoder.encode(JSON.stringify({ alg: "HS256", typ: type })));
    headers.set(type, header);
  }
  return header;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return fromBase64Url(text);
  } catch {
    return null;
  }
}
