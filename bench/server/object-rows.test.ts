import { expect, test as it } from "vitest";
import { mustBeSame } from "./object-rows.ts";

it("[BN5] an acknowledged act that is not stored, or is stored twice, is reported", () => {
  expect(() => mustBeSame("holds", ["a", "b"], ["b", "a"])).not.toThrow();
  expect(() => mustBeSame("holds", ["a", "b"], ["a"])).toThrow("1 holds were acknowledged");
  expect(() => mustBeSame("holds", ["a", "a"], ["a"])).toThrow("acknowledged twice");
  expect(() => mustBeSame("holds", ["a"], ["a", "a"])).toThrow("stored twice");
  expect(() => mustBeSame("holds", ["a"], ["a", "b"])).toThrow("2 holds are stored");
});
