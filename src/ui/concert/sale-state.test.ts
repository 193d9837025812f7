import { expect, it } from "vitest";
import { badgeOf, saleAt } from "./sale-state.ts";

it("[V309] a card shows sold out and few left only for dates on sale, and updates by itself when an opening comes", () => {
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
