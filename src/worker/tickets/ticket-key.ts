import type { TicketKeys } from "../../contract/money/tickets.ts";
import { toBase64Url } from "../encoding/encoding.ts";

export type TicketKey = { kid: string; signing: CryptoKey; published: TicketKeys["keys"][number] };

// Requests may share a key, but not the promise of one.
let known: { secret: string; key: TicketKey } | null = null;

/** The key that signs tickets. It is derived from the secret, and its public half is published. */
export async function ticketKey(secret: string): Promise<TicketKey> {
  if (known?.secret === secret) return known.key;
  const key = await derive(secret);
  known = { secret, key };
  return key;
}

// PKCS #8 around 32 bytes of an Ed25519 key: the bytes before them never differ.
const pkcs8 = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

async function derive(secret: string): Promise<TicketKey> {
  const text = (value: string) => new TextEncoder().encode(value);
  const base = await crypto.subtle.importKey("raw", text(secret), "HKDF", false, ["deriveBits"]);
  const salt = text("frontrow tickets");
  const hkdf = { name: "HKDF", hash: "SHA-256", salt, info: text("ed25519") };
  const seed = new Uint8Array(await crypto.subtle.deriveBits(hkdf, base, 256));
  const whole = new Uint8Array([...pkcs8, ...seed]);
  const ed25519 = { name: "Ed25519" };
  const readable = await crypto.subtle.importKey("pkcs8", whole, ed25519, true, ["sign"]);
  const signing = await crypto.subtle.importKey("pkcs8", whole, ed25519, false, ["sign"]);
  const { x = "" } = (await crypto.subtle.exportKey("jwk", readable)) as JsonWebKey;
  const digest = await crypto.subtle.digest("SHA-256", text(x));
  const kid = toBase64Url(new Uint8Array(digest).subarray(0, 6));
  return {
    kid,
    signing,
    published: { kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid, x },
  };
}
