import { expect, it } from "vitest";
import { newRecoveryCodes, recoveryHash } from "./recovery-codes.ts";

it("[WI4] there are ten recovery codes, each found however it is typed, and only hashes are kept", async () => {
  const { codes, hashes } = await newRecoveryCodes("fan");
  expect(new Set(codes).size).toBe(10);
  for (const [index, code] of codes.entries()) {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const sloppy = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o")} `;
    for (const typed of [code, sloppy, sloppy.replaceAll("1", "l")])
      expect(await recoveryHash("fan", typed)).toBe(hashes[index]);
    expect(await recoveryHash("another", code)).not.toBe(hashes[index]);
  }
});
