import { createECDH } from "node:crypto";

/** The keys that identify us to push services: public, a dot, secret, each in base64url. */
export function newVapidKeys(): string {
  const ecdh = createECDH("prime256v1");
  const publicKey = ecdh.generateKeys();
  // A number that begins with zeros is written shorter by Node than by everybody else.
  const secret = Buffer.alloc(32);
  const number = ecdh.getPrivateKey();
  number.copy(secret, 32 - number.length);
  return `${publicKey.toString("base64url")}.${secret.toString("base64url")}`;
}

if (import.meta.main) console.log(newVapidKeys());
