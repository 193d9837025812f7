import { IsolateCache } from "../caching/isolate-cache.ts";
import { toBase64Url } from "../encoding/encoding.ts";
import { fromBase64Url, jwkOf } from "./encrypt.ts";

/** The identity toward push services (RFC 8292): a key pair, public before the dot and secret after it. */
export type Sender = { publicKey: string; secret: string; subject: string };

export function senderOf(keys: string, subject: string): Sender {
  const [publicKey = "", secret = ""] = keys.split(".");
  return { publicKey, secret, subject };
}

const tokenMs = 12 * 3_600_000;
// A token is for a push service and not for a message: one an hour will do.
const kept = new IsolateCache<string>({ freshMs: 3_600_000, countMax: 100 });

export async function authorization(sender: Sender, endpoint: string, now: number) {
  const audience = new URL(endpoint).origin;
  const name = `${sender.publicKey} ${audience}`;
  const known = kept.fresh(name, now);
  if (known !== null) return known;
  const header = `vapid t=${await token(sender, audience, now)}, k=${sender.publicKey}`;
  kept.keep(name, header, undefined, now);
  return header;
}

async function token(sender: Sender, aud: string, now: number): Promise<string> {
  const part = (value: object) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));
  const exp = Math.floor((now + tokenMs) / 1_000);
  const signed = `${part({ typ: "JWT", alg: "ES256" })}.${part({ aud, exp, sub: sender.subject })}`;
  const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
  const jwk = jwkOf(fromBase64Url(sender.publicKey), sender.secret);
  const key = await crypto.subtle.importKey("jwk", jwk, ecdsa, false, ["sign"]);
  const how = { name: "ECDSA", hash: "SHA-256" };
  const signature = await crypto.subtle.sign(how, key, new TextEncoder().encode(signed));
  return `${signed}.${toBase64Url(new Uint8Array(signature))}`;
}
