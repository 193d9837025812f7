import { expect, it } from "vitest";
import { checkPassword, hashPassword } from "./password.ts";

// The same password at a lower cost, as an older version of ours might have stored it.
const cheap =
  "$scrypt$ln=10,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$sF4O5ze7w3G/AKjFY+RyZG9ACu//8OWEaXZB2RM8b74";

it("[S10] a password is kept as a salted hash that names its own cost", async () => {
  const [one, other] = [await hashPassword("pass phrase"), await hashPassword("pass phrase")];
  expect(one).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(other);
  expect(await checkPassword("pass phrase", one)).toEqual({ right: true, rehash: false });
  expect(await checkPassword("Pass phrase", one)).toEqual({ right: false, rehash: false });
});

it("[S21] a hash with another cost is checked at that cost, and then replaced", async () => {
  expect(await checkPassword("pass phrase", cheap)).toEqual({ right: true, rehash: true });
  expect(await checkPassword("wrong", cheap)).toEqual({ right: false, rehash: false });
});

it("[S20] a password check takes equally long without an account, and fails", async () => {
  const took = async (hash: string | null) => {
    const start = performance.now();
    expect((await checkPassword("pass phrase", hash)).right).toBe(false);
    return performance.now() - start;
  };
  const known = await took(await hashPassword("another"));
  expect(await took(null)).toBeGreaterThan(known / 3);
  expect(await took("none")).toBeGreaterThan(known / 3);
});

it("[S22] a password is the same in every Unicode composition", async () => {
  const hash = await hashPassword("café 하늘".normalize("NFC"));
  expect((await checkPassword("café 하늘".normalize("NFD"), hash)).right).toBe(true);
});
