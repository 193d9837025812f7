import { scrypt, timingSafeEqual } from "node:crypto";
import { fromBase64, toBase64 } from "../encoding/encoding.ts";

type Cost = { ln: number; r: number; p: number };

/** OWASP's scrypt setting of 16 MiB, about 170 ms on a Worker. */
const cost: Cost = { ln: 14, r: 8, p: 5 };
const keyBytes = 32;
const maxmem = 64 * 1024 * 1024;

/** Hashes a password into a PHC string, which names its own cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${toBase64(salt)}$${toBase64(key)}`;
}

/** Compares a password with a hash. Without a hash it takes equally long and fails. */
export async function checkPassword(
  password: string,
  hash: string | null,
): Promise<{ right: boolean; rehash: boolean }> {
  const parts = hash === null ? null : parse(hash);
  const found = await derive(password, parts?.salt ?? new Uint8Array(16), parts?.cost ?? cost);
  if (!parts || parts.key.length !== found.length) return { right: false, rehash: false };
  const right = timingSafeEqual(found, parts.key);
  const { ln, r, p } = parts.cost;
  return { right, rehash: right && (ln !== cost.ln || r !== cost.r || p !== cost.p) };
}

function parse(hash: string) {
  const match = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash);
  if (!match) return null;
  const [, ln, r, p, salt = "", key = ""] = match;
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: fromBase64(salt),
    key: fromBase64(key),
  };
}

function derive(password: string, salt: Uint8Array, { ln, r, p }: Cost): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // The same password typed on another keyboard may be composed otherwise.
    scrypt(password.normalize("NFKC"), salt, keyBytes, { N: 2 ** ln, r, p, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
