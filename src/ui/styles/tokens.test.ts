import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ciede2000, contrast, difference, visions } from "../../../test/support/colors.ts";

const css = readFileSync("src/ui/styles/tokens.css", "utf8");
const schemes = ["light", "dark"] as const;

/** A token's color in a scheme. */
function token(name: string, scheme: (typeof schemes)[number]): string {
  const found = new RegExp(
    `--${name}: (?:light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)|(#[0-9a-f]{6}))`,
  ).exec(css);
  const color = found?.[3] ?? found?.[scheme === "light" ? 1 : 2];
  if (color === undefined) throw new Error(`no color --${name}`);
  return color;
}

const zones = [1, 2, 3, 4, 5, 6].map((slot) => `zone-${slot}`);
const grounds = ["bg", "surface", "raised", "map"];

it("[V98] contrast is computed as WCAG defines it", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  // Pairs 1 and 17 of the test data of Sharma, Wu and Dalal.
  expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
  expect(ciede2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
});

describe.each(schemes)("in the %s scheme", (scheme) => {
  const of = (name: string) => token(name, scheme);

  it("[V66] every text has enough contrast on every background", () => {
    for (const text of ["text", "text-2", "text-3", "brand-text", "danger", "warn", "ok"])
      for (const ground of grounds)
        expect([text, ground, contrast(of(text), of(ground)) >= 4.5]).toEqual([text, ground, true]);
    const pairs = [
      ["on-brand", "brand"],
      ["on-ink", "ink"],
      ["on-danger", "danger"],
      ["brand-text", "brand-tint"],
      ["ok", "ok-tint"],
      ["warn", "warn-tint"],
      ["danger", "danger-tint"],
      ...zones.map((zone) => [`${zone}-ink`, zone]),
    ] as const;
    for (const [text = "", ground = ""] of pairs)
      expect([text, ground, contrast(of(text), of(ground)) >= 4.5]).toEqual([text, ground, true]);
  });

  it("[V99] controls, focus and seats stand out from their background", () => {
    for (const ground of grounds)
      for (const mark of ["line", "focus"])
        expect([mark, ground, contrast(of(mark), of(ground)) >= 3]).toEqual([mark, ground, true]);
    for (const seat of [...zones, "seat-held", "seat-mine-ring"])
      expect([seat, contrast(of(seat), of("map")) >= 3]).toEqual([seat, true]);
  });

  it("[V67] every kind of color vision can tell any two price zones apart", () => {
    for (const vision of visions)
      for (const [index, one] of zones.entries())
        for (const other of zones.slice(index + 1)) {
          const apart = difference(of(one), of(other), vision);
          expect([vision, one, other, apart >= 19]).toEqual([vision, one, other, true]);
        }
  });
});
