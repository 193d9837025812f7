import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { checkDraw } from "./draw.ts";

const seed = "5eed".repeat(16);
const commitment = createHash("sha256").update(seed).digest("hex");

it("[QH28] npm run draw prints the rank of each number, and reports a seed that does not match the published hash", () => {
  const known = { seed, after: 0, count: 3, commitment };
  const { lines, isSound } = checkDraw(known, [1, 2, 3, 4]);
  expect(isSound).toBe(true);
  const ranks = lines.flatMap((line) => /has rank (\d+)/.exec(line)?.[1] ?? []).map(Number);
  expect(ranks.slice(0, 3).toSorted()).toEqual([1, 2, 3]);
  expect(ranks[3]).toBe(4);
  expect(checkDraw({ ...known, commitment: "0".repeat(64) }, []).isSound).toBe(false);
  expect(checkDraw({ ...known, seed: null }, [1]).lines.join()).toContain("not been held");
});
