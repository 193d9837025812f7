import { toHex } from "../encoding/encoding.ts";
import { bytesOfKey, type KeyHolder, ringOf, signingKey } from "../identity/key-ring.ts";
import { networkOf } from "../requests/network.ts";

/** The network of an address: a /24, or a /64 of IPv6; null for anything else. */
export function reducedAddress(address: string): string | null {
  const network = networkOf(address);
  if (network.endsWith("::/64")) return network;
  return /^\d+\.\d+\.\d+\.\d+$/.test(network) ? network.replace(/\d+$/, "0/24") : null;
}

/** A keyed hash of an email, so that the log tells one from another, and its domain. */
export async function reducedEmail(
  holder: KeyHolder,
  email: string,
): Promise<{ emailHash: string; emailDomain: string | null }> {
  const key = signingKey(ringOf(holder).keys.log, Date.now());
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const bytes = await bytesOfKey("log", key);
  const imported = await crypto.subtle.importKey("raw", bytes, hmac, false, ["sign"]);
  const text = new TextEncoder().encode(email.trim().toLowerCase());
  const signed = new Uint8Array(await crypto.subtle.sign("HMAC", imported, text));
  const at = email.lastIndexOf("@");
  const domain =
    at < 0
      ? null
      : email
          .slice(at + 1)
          .trim()
          .toLowerCase()
          .slice(0, 100) || null;
  return { emailHash: toHex(signed.subarray(0, 12)), emailDomain: domain };
}
