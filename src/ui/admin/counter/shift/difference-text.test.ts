import { expect, it } from "vitest";
import { differenceText } from "./difference-text.ts";

it("[CU15] a difference is shown to the won with its sign, and no difference has none", () => {
  const text = (amount: number) => differenceText({ amount, currency: "KRW" }, "ko");
  expect([-500, 0, 500].map(text)).toEqual(["−500원", "0원", "+500원"]);
});
