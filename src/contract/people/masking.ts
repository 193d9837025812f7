/** An address that its owner knows again, and nobody else can write to: anna•••@mail.de. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const name = email.slice(0, at);
  const shown = name.slice(0, Math.min(4, Math.floor(name.length / 2)));
  return `${shown}•••${email.slice(at)}`;
}

/** A phone number with its first and its last digits: 010-••••-4471. */
export function maskedPhone(digits: string): string {
  const tail = digits.slice(-4);
  return digits.length < 9 ? `••••-${tail}` : `${digits.slice(0, 3)}-••••-${tail}`;
}
