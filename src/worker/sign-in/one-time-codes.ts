import { timingSafeEqual } from "node:crypto";

// RFC 6238 with the parameters that every authenticator app knows: SHA-1, 30 seconds, six digits.
const stepMs = 30_000;
const algorithm = { name: "HMAC", hash: "SHA-1" };
/** A phone's clock may be a step behind or ahead. */
const slack = [0, -1, 1] as const;

export const secretBytes = 20;
export const stepAt = (nowMs: number): number => Math.floor(nowMs / stepMs);

/** The code of one step of 30 seconds. */
export async function codeOf(secret: Uint8Array<ArrayBuffer>, step: number): Promise<string> {
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = new DataView(await crypto.subtle.sign("HMAC", key, counter.buffer));
  const number = mac.getUint32(mac.getUint8(19) & 0xf) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** The step that a code is of, if it is later than the last one used; null for a wrong or used code. */
export async function stepOf(
  secret: Uint8Array<ArrayBuffer>,
  code: string,
  { nowMs, lastStep }: { nowMs: number; lastStep: number },
): Promise<number | null> {
  const typed = new TextEncoder().encode(code);
  let found: number | null = null;
  for (const shift of slack) {
    const step = stepAt(nowMs) + shift;
    const due = new TextEncoder().encode(await codeOf(secret, step));
    const isRight = due.length === typed.length && timingSafeEqual(due, typed);
    if (isRight && step > lastStep && found === null) found = step;
  }
  return found;
}

/** What the QR code of a secret says. */
export function authenticatorUri(secret: string, { email, site }: { email: string; site: string }) {
  const label = `${encodeURIComponent(site)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(site)}`;
}
