import { createECDH, createPublicKey, randomBytes, randomUUID, verify } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { type BrowserKeys, decrypt } from "./decrypt.ts";

export type Message = {
  device: string;
  at: string;
  ttlS: number;
  urgency: string | null;
  topic: string | null;
  /** The message as the browser reads it. */
  text: string;
};
type Device = { keys: BrowserKeys; isGone: boolean };

/** Pretended browsers, each with its keys and its messages. */
export class Devices {
  readonly messages: Message[] = [];
  /** How many of the next messages are answered with this status instead of being accepted. */
  mood = { status: 503, times: 0 };
  readonly #devices = new Map<string, Device>();

  subscribe(origin: string) {
    const ecdh = createECDH("prime256v1");
    const publicKey = ecdh.generateKeys();
    const auth = randomBytes(16).toString("base64url");
    const id = randomUUID();
    this.#devices.set(id, {
      keys: { publicKey, secret: ecdh.getPrivateKey(), auth },
      isGone: false,
    });
    return {
      endpoint: `${origin}/push/${id}`,
      keys: { p256dh: publicKey.toString("base64url"), auth },
    };
  }

  /** As when the user revokes the permission. */
  unsubscribe(id: string): void {
    const device = this.#devices.get(id);
    if (device) device.isGone = true;
  }

  /** Accepts a message under RFC 8030, 8188, 8291 and 8292; gives the status to answer with, and why. */
  take(id: string, headers: IncomingHttpHeaders, body: Buffer, origin: string): [number, string] {
    const device = this.#devices.get(id);
    if (!device) return [404, "no such subscription"];
    if (device.isGone) return [410, "the subscription is gone"];
    if (this.mood.times > 0) {
      this.mood.times -= 1;
      return [this.mood.status, "not now"];
    }
    const ttl = headers["ttl"];
    if (typeof ttl !== "string" || !/^\d+$/.test(ttl)) return [400, "a message needs a TTL"];
    if (headers["content-encoding"] !== "aes128gcm") return [415, "only aes128gcm is read"];
    if (body.length > 4_096) return [413, "a message is at most 4,096 bytes"];
    const why = distrust(headers.authorization ?? "", origin);
    if (why !== null) return [403, why];
    const text = decrypt(body, device.keys);
    const header = (name: string) => {
      const value = headers[name];
      return typeof value === "string" ? value : null;
    };
    const about = { urgency: header("urgency"), topic: header("topic"), text };
    this.messages.push({ device: id, at: new Date().toISOString(), ttlS: Number(ttl), ...about });
    return [201, ""];
  }
}

/** Why the sender's identification is invalid; null when it is valid. */
function distrust(header: string, origin: string): string | null {
  const [, signed, signature, k] =
    /^vapid t=([\w-]+\.[\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
  if (!signed || !signature || !k) return "no vapid authorization";
  const point = Buffer.from(k, "base64url");
  const part = (from: number) => point.subarray(from, from + 32).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", x: part(1), y: part(33) };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const how = { key, dsaEncoding: "ieee-p1363" } as const;
  if (!verify("sha256", Buffer.from(signed), how, Buffer.from(signature, "base64url")))
    return "the signature is not the key's";
  const claims = JSON.parse(Buffer.from(signed.split(".")[1] ?? "", "base64url").toString()) as {
    aud?: string;
    exp?: number;
    sub?: string;
  };
  if (claims.aud !== origin) return `the token is for ${claims.aud}`;
  const leftS = (claims.exp ?? 0) - Date.now() / 1_000;
  if (leftS <= 0 || leftS > 86_400) return "the token has expired, or lasts longer than a day";
  return /^(mailto:|https:)/.test(claims.sub ?? "") ? null : "the token does not say whose it is";
}
