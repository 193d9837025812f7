import { createDecipheriv, createECDH, hkdfSync } from "node:crypto";

/** A browser's part of its subscription. */
export type BrowserKeys = { publicKey: Buffer; secret: Buffer; auth: string };

const tagBytes = 16;

/** Decrypts a message as a browser does (RFC 8291), with Node's cryptography and without the product's code. */
export function decrypt(body: Buffer, { publicKey, secret, auth }: BrowserKeys): string {
  const salt = body.subarray(0, 16);
  const idLength = body[20] ?? 0;
  const theirs = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(secret);
  const shared = ecdh.computeSecret(theirs);
  const derive = (key: Buffer, salted: Buffer, info: Buffer, bytes: number) =>
    Buffer.from(hkdfSync("sha256", key, salted, info, bytes));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, theirs]);
  const ikm = derive(shared, Buffer.from(auth, "base64url"), info, 32);
  const key = derive(ikm, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(ikm, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0) throw new Error("the last record does not say that it is the last");
  return padded.subarray(0, end).toString("utf8");
}
