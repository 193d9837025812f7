import type { TicketKeys } from "../../contract/money/tickets.ts";
import { toBase64Url } from "../encoding/encoding.ts";
import { bytesOfKey, type Key, type KeyHolder, ringOf, signingKey } from "../identity/key-ring.ts";

export type TicketKey = { kid: string; signing: CryptoKey; published: TicketKeys["keys"][number] };

// Requests may share a key, but not the promise of one.
const known = new Map<string, TicketKey>();

/** The key that signs tickets now. */
export const ticketKey = (holder: KeyHolder): Promise<TicketKey> =>
  derived(signingKey(ringOf(holder).keys.ticket, Date.now()));

/** All keys whose tickets are good, the oldest first: a ticket on paper is good until its key is removed. */
export const ticketKeys = (holder: KeyHolder): Promise<TicketKey[]> =>
  Promise.all(ringOf(holder).keys.ticket.map(derived));

// PKCS #8 around 32 bytes of an Ed25519 key: the bytes before them never differ.
const pkcs8 = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

/** The key is derived from its secret, and its public half is published. */
async function derived(key: Key): Promise<TicketKey> {
  const before = known.get(key.secret);
  if (before) return before;
  const whole = new Uint8Array([...pkcs8, ...(await bytesOfKey("ticket", key))]);
  const ed25519 = { name: "Ed25519" };
  const readable = await crypto.subtle.importKey("pkcs8", whole, ed25519, true, ["sign"]);
  const signing = await crypto.subtle.importKey("pkcs8", whole, ed25519, false, ["sign"]);
  const { x = "" } = (await crypto.subtle.exportKey("jwk", readable)) as JsonWebKey;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(x));
  const kid = toBase64Url(new Uint8Array(digest).subarray(0, 6));
  const made: TicketKey = {
    kid,
    signing,
    published: { kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid, x },
  };
  known.set(key.secret, made);
  return made;
}
