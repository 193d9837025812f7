import { expect, it } from "vitest";
import { pageRule } from "./paper.ts";

it("[CU26] a roll of 80 mm is cut to the length of what is printed, and a sheet is A4", () => {
  expect(pageRule("a4", 5_000)).toBe("@page { size: A4; margin: 14mm; }");
  // 300 px are 79.4 mm, with 4 mm at each end.
  expect(pageRule("roll", 300)).toBe("@page { size: 80mm 88mm; margin: 4mm; }");
  expect(pageRule("roll", 20)).toBe("@page { size: 80mm 40mm; margin: 4mm; }");
});
