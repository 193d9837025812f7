import { expect, it } from "vitest";
import { badgeOf, saleAt } from "./sale-state.ts";

it("[V309] a card says sold out and few left only of dates on sale, and an opening that has come without being told", () => {
  expect(badgeOf("open", "sold-out")).toBe("soldOut");
  expect(badgeOf("open", "low")).toBe("low");
  expect([badgeOf("open", "plenty"), badgeOf("open", null)]).toEqual(["open", "open"]);
  expect([badgeOf("cancelled", "sold-out"), badgeOf("upcoming", "low")]).toEqual([
    "cancelled",
    "upcoming",
  ]);
  const at = "2027-01-01T00:00:00Z";
  expect([
    saleAt("upcoming", at, Date.parse(at) - 1),
    saleAt("upcoming", at, Date.parse(at)),
  ]).toEqual(["upcoming", "open"]);
});
