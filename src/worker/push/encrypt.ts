import { fromBase64, toBase64Url } from "../encoding/encoding.ts";

/** The browser's public key, and a secret shared only with us. */
export type Receiver = { p256dh: string; auth: string };
export type KeyPair = { publicKey: Uint8Array<ArrayBuffer>; privateKey: CryptoKey };

const curve = { name: "ECDH", namedCurve: "P-256" };
const recordBytes = 4_096;
const utf8 = (text: string) => new TextEncoder().encode(text);

export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));

/** Encrypts for one browser according to RFC 8291: the push service in between learns only the length. */
export async function encrypt(
  text: string,
  { p256dh, auth }: Receiver,
  { own, salt }: { own?: KeyPair; salt?: Uint8Array<ArrayBuffer> } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { publicKey, privateKey } = own ?? (await newKeys());
  const salted = salt ?? crypto.getRandomValues(new Uint8Array(16));
  const theirs = fromBase64Url(p256dh);
  const theirKey = await crypto.subtle.importKey("raw", theirs, curve, false, []);
  const shared = await crypto.subtle.deriveBits(
    { name: "ECDH", public: theirKey },
    privateKey,
    256,
  );
  const info = joined(utf8("WebPush: info\0"), theirs, publicKey);
  const secret = await derive(new Uint8Array(shared), fromBase64Url(auth), info, 32);
  const cek = await derive(secret, salted, utf8("Content-Encoding: aes128gcm\0"), 16);
  const nonce = await derive(secret, salted, utf8("Content-Encoding: nonce\0"), 12);
  const key = await crypto.subtle.importKey("raw", cek, "AES-GCM", false, ["encrypt"]);
  // One record, and the last one: two after the text say so.
  const padded = joined(utf8(text), Uint8Array.of(2));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, padded);
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, recordBytes);
  return joined(salted, size, Uint8Array.of(publicKey.length), publicKey, new Uint8Array(sealed));
}

async function newKeys(): Promise<KeyPair> {
  const pair = (await crypto.subtle.generateKey(curve, true, ["deriveBits"])) as CryptoKeyPair;
  const raw = (await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer;
  return { publicKey: new Uint8Array(raw), privateKey: pair.privateKey };
}

async function derive(
  secret: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  info: Uint8Array<ArrayBuffer>,
  bytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, bytes * 8));
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A point of the curve and its secret as WebCrypto takes them. */
export function jwkOf(publicKey: Uint8Array, secret: string): JsonWebKey {
  const [x, y] = [publicKey.slice(1, 33), publicKey.slice(33, 65)].map(toBase64Url);
  return { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "", d: secret };
}
