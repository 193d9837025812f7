import { createHash } from "node:crypto";
import { readFileSync, globSync } from "node:fs";
import { afterEach, expect, it, vi } from "vitest";
import { guessable } from "./guessable.ts";
import { isLeaked } from "./leaked.ts";
import { failedAnswers } from "../metrics/failures.ts";

afterEach(() => vi.restoreAllMocks());

const haneul = { email: "haneul.kim@example.com", name: "Kim Haneul" };

it("[S49] a common password is refused in any dress, and an uncommon one is taken without any demand on its characters", async () => {
  const common = [
    "1234567890",
    "qwertyuiop",
    "password12",
    "Monkey1234",
    "P@ssw0rd!!",
    "iloveyou!!!",
    "1111111111",
    "abcabcabcabc",
    "zyxwvutsrqp",
    "dkssudgktpdy",
  ];
  for (const word of common)
    expect([word, await guessable(word, haneul)]).toEqual([word, "common"]);
  const fine = [
    "correct horse battery",
    "a staple of my own",
    "분홍 코끼리 세 마리가",
    "kwzvtrnqpdlm",
    "4 mice & 1 cat",
  ];
  for (const word of fine) expect([word, await guessable(word, haneul)]).toEqual([word, null]);
});

it("[S50] a password made of the address, the name or the name of this site is refused", async () => {
  const personal = ["haneul.kim1", "kimhaneul2026", "Haneul1234", "frontrow12", "example.com!"];
  for (const word of personal)
    expect([word, await guessable(word, haneul)]).toEqual([word, "personal"]);
  expect(await guessable("haneul hates pink elephants", haneul)).toBeNull();
});

it("[S49] the list knows all of its words, takes few others for one of them, and costs little", async () => {
  const others = Array.from({ length: 20_000 }, (_, n) =>
    createHash("sha256")
      .update(String(n))
      .digest("base64")
      .replaceAll(/[^a-zA-Z]/g, "x")
      .slice(0, 12),
  );
  await guessable("first", {});
  const start = performance.now();
  let taken = 0;
  for (const word of others) if ((await guessable(word, {})) !== null) taken++;
  expect(taken / others.length).toBeLessThan(0.004);
  expect((performance.now() - start) / others.length).toBeLessThan(1);
  expect(readFileSync("src/worker/identity/common-passwords.json").length).toBeLessThan(130_000);
});

it("[S51] a service of leaked passwords learns five digits of a hash, and is done without while it does not answer", async () => {
  const hash = createHash("sha1").update("a leaked password").digest("hex").toUpperCase();
  const asked: string[] = [];
  let says = () => new Response(`${hash.slice(5)}:12\r\n${"0".repeat(35)}:0`);
  vi.spyOn(globalThis, "fetch").mockImplementation(async (url) => {
    asked.push(url instanceof Request ? url.url : url.toString());
    return says();
  });
  const env = { PASSWORD_RANGE_URL: "https://ranges.test/range/" };
  expect(await isLeaked(env, "a leaked password")).toBe(true);
  expect(await isLeaked(env, "another password")).toBe(false);
  expect(asked[0]).toBe(`https://ranges.test/range/${hash.slice(0, 5)}`);
  says = () => new Response("", { status: 503 });
  vi.spyOn(console, "warn").mockReturnValue();
  expect(await isLeaked(env, "a leaked password")).toBe(false);
  expect(failedAnswers().map(({ labels }) => labels?.["route"])).toContain("password-ranges");
  expect(await isLeaked({}, "a leaked password")).toBe(false);
});

it("[S52] every password that is set is checked first", () => {
  const users = globSync("src/worker/**/*.ts")
    .filter(
      (file) => !file.endsWith(".test.ts") && /\bhashPassword\b/.test(readFileSync(file, "utf8")),
    )
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted();
  expect(users).toEqual([
    "src/worker/identity/new-password.ts",
    "src/worker/identity/password.ts",
    // The same password at a new cost.
    "src/worker/routes/account/sessions.ts",
    "src/worker/routes/sign-in/ways-in.ts",
  ]);
});
