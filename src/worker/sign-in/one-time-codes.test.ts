import { expect, it } from "vitest";
import { toBase32 } from "./base32.ts";
import { authenticatorUri, codeOf, stepAt, stepOf } from "./one-time-codes.ts";

const secret = new TextEncoder().encode("12345678901234567890");

it("[WI1] a code is the one that RFC 6238 names for its time", async () => {
  const known = { 59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130" };
  for (const [seconds, code] of Object.entries(known))
    expect(await codeOf(secret, stepAt(Number(seconds) * 1_000))).toBe(code);
  expect(toBase32(secret)).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  expect(toBase32(new Uint8Array([0xff]))).toBe("74");
  expect(authenticatorUri("ABC", { email: "a+b@x.kr", site: "Front row" })).toBe(
    "otpauth://totp/Front%20row:a%2Bb%40x.kr?secret=ABC&issuer=Front%20row",
  );
});

it("[WI2] a code holds one step early or late, and no step's code is accepted after it or a later one was used", async () => {
  const nowMs = 1_111_111_109_000;
  const step = stepAt(nowMs);
  const accepted = async (of: number, lastStep = 0) =>
    await stepOf(secret, await codeOf(secret, of), { nowMs, lastStep });
  for (const shift of [-1, 0, 1]) expect(await accepted(step + shift)).toBe(step + shift);
  for (const shift of [-2, 2]) expect(await accepted(step + shift)).toBe(null);
  expect(await accepted(step, step)).toBe(null);
  expect(await accepted(step - 1, step)).toBe(null);
  expect(await accepted(step + 1, step)).toBe(step + 1);
  for (const wrong of ["", "12345", "1234567"])
    expect(await stepOf(secret, wrong, { nowMs, lastStep: 0 })).toBe(null);
});
