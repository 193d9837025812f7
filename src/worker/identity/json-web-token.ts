import { fromBase64Url, toBase64Url } from "../encoding/encoding.ts";

// JSON Web Tokens with one signature algorithm, HS256, and one header for each type. The rest of a library took two
// thirds of the time of a check, and every fan of a rush brings tokens.

/** The signed claims; their expiry is in seconds, as the standard requires. */
export type Claims = Record<string, unknown> & { exp?: number };

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const algorithm = { name: "HMAC", hash: "SHA-256" };

export const keyOfBytes = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign", "verify"]);

export async function signJwt(key: CryptoKey, header: string, claims: Claims): Promise<string> {
  const said = `${header}.${toBase64Url(encoder.encode(JSON.stringify(claims)))}`;
  const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(said));
  return `${said}.${toBase64Url(new Uint8Array(signature))}`;
}

/** The claims of a token of this key, expired or not, whose header the caller has compared; null for any other. */
export async function readJwt(key: CryptoKey, token: string): Promise<Claims | null> {
  const [header, payload, signature, ...more] = token.split(".");
  if (!header || !payload || !signature || more.length > 0) return null;
  const signed = bytesOf(signature);
  if (signed === null) return null;
  const said = encoder.encode(`${header}.${payload}`);
  if (!(await crypto.subtle.verify("HMAC", key, signed, said))) return null;
  const claims = bytesOf(payload);
  return claims && (JSON.parse(decoder.decode(claims)) as Claims);
}

const headers = new Map<string, string>();

/** The header of all tokens of a type and key. */
export function headerOf(type: string, kid: string): string {
  const name = `${type} ${kid}`;
  let header = headers.get(name);
  if (header === undefined) {
    header = toBase64Url(encoder.encode(JSON.stringify({ alg: "HS256", kid, typ: type })));
    headers.set(name, header);
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
