import { orderNumberOfBytes } from "../../contract/money/order-numbers.ts";
import { bytesOfOrderNumber } from "../../db/money/order-number.ts";
import { fromBase45, toBase45 } from "../encoding/base45.ts";

/** The content of a ticket. The schedule is signed but not written out, since a scanner knows its show. */
export type TicketClaims = { scheduleId: string; seat: number; orderNumber: string };

/** The first byte of every ticket; a ticket of another form gets another one. */
const form = 1;

/**
 * Signs a ticket with Ed25519, so that anyone with the public key can check it. Twelve bytes and the signature's 64
 * exactly fill a QR code of 33 modules. The schema of `Ticket` describes how to read it.
 */
export async function signTicket(
  { kid, signing }: { kid: string; signing: CryptoKey },
  { scheduleId, seat, orderNumber }: TicketClaims,
): Promise<string> {
  const schedule = idBytes(scheduleId);
  const said = [
    form,
    seat >> 16,
    (seat >> 8) & 0xff,
    seat & 0xff,
    ...bytesOfOrderNumber(orderNumber),
    ...schedule.slice(-2),
    kid.codePointAt(0) ?? 0,
  ];
  const name = new TextEncoder().encode("frontrow ticket");
  const signed = Uint8Array.from([...name, ...schedule, ...said]);
  const signature = await crypto.subtle.sign("Ed25519", signing, signed);
  return toBase45(Uint8Array.from([...said, ...new Uint8Array(signature)]));
}

const idBytes = (id: string): number[] =>
  (id.replaceAll("-", "").match(/../g) ?? []).map((pair) => parseInt(pair, 16));

const bytesOfTicket = 76;

/** The claims of a ticket that we signed for this schedule with one of the keys; null for anything else. */
export async function readTicket(
  keys: readonly { kid: string; signing: CryptoKey }[],
  { token, scheduleId }: { token: string; scheduleId: string },
): Promise<TicketClaims | null> {
  const bytes = fromBase45(token);
  if (bytes?.length !== bytesOfTicket || bytes[0] !== form) return null;
  const [, high = 0, middle = 0, low = 0, ...rest] = bytes;
  const orderNumber = orderNumberOfBytes(rest.slice(0, 5));
  const claims = { scheduleId, seat: (high << 16) | (middle << 8) | low, orderNumber };
  for (const key of keys) {
    // Signing gives the same bytes each time.
    if (key.kid.codePointAt(0) === bytes[11] && (await signTicket(key, claims)) === token)
      return claims;
  }
  return null;
}
