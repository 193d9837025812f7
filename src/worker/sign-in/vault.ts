import { sha256 } from "../encoding/digest.ts";
import { fromBase64Url, toBase64Url } from "../encoding/encoding.ts";

// A sealed text names its key, so that a new key comes first in the list and texts under the previous ones stay readable.

const algorithm = "AES-GCM";
const ivBytes = 12;

/** Encrypts a secret for one owner; under another owner's id it cannot be read. */
export async function seal(keys: string, secret: Uint8Array<ArrayBuffer>, owner: string) {
  const [first] = await keysOf(keys);
  if (!first) throw new Error("SEALING_KEYS has no key");
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const additionalData = new TextEncoder().encode(owner);
  const sealed = await crypto.subtle.encrypt(
    { name: algorithm, iv, additionalData },
    first.key,
    secret,
  );
  return `${first.id}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`;
}

/** The secret, or null if it was sealed under a key that is no longer there, or for somebody else. */
export async function unseal(
  keys: string,
  sealed: string,
  owner: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const [id, iv = "", text = ""] = sealed.split(".");
  const known = (await keysOf(keys)).find((each) => each.id === id);
  if (!known) return null;
  try {
    const how = {
      name: algorithm,
      iv: fromBase64Url(iv),
      additionalData: new TextEncoder().encode(owner),
    };
    return new Uint8Array(await crypto.subtle.decrypt(how, known.key, fromBase64Url(text)));
  } catch {
    return null;
  }
}

const keysOf = (keys: string) =>
  Promise.all(
    keys
      .split(",")
      .map((each) => each.trim())
      .filter(Boolean)
      .map(keyOf),
  );

async function keyOf(secret: string): Promise<{ id: string; key: CryptoKey }> {
  if (secret.length < 32) throw new Error("each of SEALING_KEYS must have at least 32 characters");
  const whole = new TextEncoder().encode(secret);
  const raw = await crypto.subtle.importKey("raw", whole, "HKDF", false, ["deriveKey"]);
  const how = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(0),
    info: new TextEncoder().encode("frontrow sealing"),
  };
  const key = await crypto.subtle.deriveKey(how, raw, { name: algorithm, length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  return { id: (await sha256(`id of ${secret}`)).slice(0, 8), key };
}
