import { type Purpose, purposes, readKeyName } from "./key-names.ts";

/** Whatever has the secrets: the Worker's environment. Rotated keys stand beside `TOKEN_SECRET` under their names. */
export type KeyHolder = Readonly<{ TOKEN_SECRET: string }>;

/** A key before it is derived for its purpose. */
export type Key = { id: string; fromMs: number; secret: string };

export type KeyRing = {
  /** The same for the same secrets. */
  text: string;
  /** The keys of each purpose, oldest first. The first, `0`, comes from `TOKEN_SECRET`. */
  keys: Record<Purpose, Key[]>;
};

const charactersMin = 32;
const rings = new WeakMap<KeyHolder, KeyRing>();

export function ringOf(holder: KeyHolder): KeyRing {
  let ring = rings.get(holder);
  if (ring === undefined) {
    ring = readRing(holder);
    rings.set(holder, ring);
  }
  return ring;
}

function readRing(holder: KeyHolder): KeyRing {
  const root = { id: "0", fromMs: 0, secret: checked("TOKEN_SECRET", holder.TOKEN_SECRET) };
  const keys = Object.fromEntries(purposes.map((each) => [each, [root]])) as KeyRing["keys"];
  const names = Object.keys(holder)
    .filter((name) => readKeyName(name) !== null)
    .toSorted();
  let text = root.secret;
  for (const name of names) {
    const { purpose, ...key } = readKeyName(name) as NonNullable<ReturnType<typeof readKeyName>>;
    const secret = checked(name, (holder as unknown as Record<string, unknown>)[name]);
    keys[purpose].push({ ...key, secret });
    text += ` ${name} ${secret}`;
  }
  return { text, keys };
}

function checked(name: string, secret: unknown): string {
  if (typeof secret === "string" && secret.length >= charactersMin) return secret;
  throw new Error(`${name} must have at least ${charactersMin} characters`);
}

/** The key that signs now: the newest one whose time has come. */
export function signingKey(keys: Key[], nowMs: number): Key {
  const key = keys.findLast(({ fromMs }) => fromMs <= nowMs);
  if (!key) throw new Error("no key signs yet");
  return key;
}

/**
 * The keys whose tokens are good now: the one that signs, the one before it, and any that isolates with a faster clock
 * sign with already.
 */
export function readingKeys(keys: Key[], nowMs: number): Key[] {
  const current = keys.indexOf(signingKey(keys, nowMs));
  return keys.slice(Math.max(0, current - 1));
}

const derived = new Map<string, Uint8Array<ArrayBuffer>>();

/** The 32 bytes that a key has for its purpose, so that no purpose's key is another's. */
export async function bytesOfKey(
  purpose: Purpose,
  { secret }: Key,
): Promise<Uint8Array<ArrayBuffer>> {
  const known = derived.get(`${purpose} ${secret}`);
  if (known) return known;
  const text = (value: string) => new TextEncoder().encode(value);
  const base = await crypto.subtle.importKey("raw", text(secret), "HKDF", false, ["deriveBits"]);
  // Printed tickets outlive this scheme, so their key is derived as it always was.
  const [salt, info] =
    purpose === "ticket" ? ["frontrow tickets", "ed25519"] : ["frontrow keys", purpose];
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: text(salt), info: text(info) };
  const bytes = new Uint8Array(await crypto.subtle.deriveBits(hkdf, base, 256));
  derived.set(`${purpose} ${secret}`, bytes);
  return bytes;
}
