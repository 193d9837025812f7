import { expect, it } from "vitest";
import { seal, unseal } from "./vault.ts";

const [first, second] = ["the-first-key-of-at-least-32-bytes", "the-second-key-of-at-least-32-byt"];
const secret = new TextEncoder().encode("a secret");

it("[WI3] a sealed secret is read only with its key and for its owner, also once another key comes first", async () => {
  const sealed = await seal(first, secret, "fan");
  expect(sealed).not.toContain("secret");
  expect(await seal(first, secret, "fan")).not.toBe(sealed);
  for (const keys of [first, `${second}, ${first}`])
    expect(await unseal(keys, sealed, "fan")).toEqual(secret);
  expect(await unseal(first, sealed, "another")).toBe(null);
  expect(await unseal(second, sealed, "fan")).toBe(null);
  const [id, iv, text = ""] = sealed.split(".");
  const bent = `${id}.${iv}.${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`;
  for (const wrong of [bent, "", "..", `${id}.${iv}`])
    expect(await unseal(first, wrong, "fan")).toBe(null);
  await expect(seal("short", secret, "fan")).rejects.toThrow("SEALING_KEYS");
});
