import { expect, it } from "vitest";
import { brokenIntoLines } from "./line-breaks.ts";

// A letter of Hangul is as wide as two others, roughly.
const widthOf = (line: string) =>
  [...line].reduce((sum, letter) => sum + (letter > "가" ? 2 : 1), 0);

it("[O49] a statement shows the whole of a long name within its column", () => {
  const texts = [
    "",
    "A구역 라열 7번",
    "Parannoul 30th Anniversary ‘At the End of a Very Old Night’ Seoul Encore",
    "올림픽공원 KSPO DOME(올림픽체조경기장) 제1체육관 대공연장",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "아주아주아주아주아주아주아주긴이름의공연",
  ];
  for (const text of texts)
    for (const width of [2, 9, 20, 200]) {
      const lines = brokenIntoLines(text, (line) => widthOf(line) <= width);
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    }
  const fits = (line: string) => line.length <= 12;
  expect(brokenIntoLines("Seoul Encore Night", fits)).toEqual(["Seoul Encore", "Night"]);
});
