import { sha256 } from "../encoding/digest.ts";
import { readable, toBase32 } from "./base32.ts";

const count = 10;
/** 80 bits each: nobody guesses one, so a plain hash is enough. */
const bytes = 10;

/** Ten new codes, with the hashes that are kept. */
export async function newRecoveryCodes(accountId: string) {
  const codes = Array.from({ length: count }, () => {
    const text = toBase32(crypto.getRandomValues(new Uint8Array(bytes)), readable);
    return text.replaceAll(/(.{4})(?=.)/g, "$1-");
  });
  const hashes = await Promise.all(codes.map((code) => recoveryHash(accountId, code)));
  return { codes, hashes };
}

/** The hash of a code however it is typed: small letters, spaces, O for 0, I and L for 1. */
export const recoveryHash = (accountId: string, typed: string): Promise<string> => {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return sha256(`recovery ${accountId} ${plain}`);
};
