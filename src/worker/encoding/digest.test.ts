import { expect, it } from "vitest";
import { Id } from "../../contract/ids.ts";
import { canonicalJson, derivedId, sha256 } from "./digest.ts";

it("[P31] equal requests have equal text, with their fields in any order", () => {
  const one = { b: [1, { y: null, x: "é" }], a: undefined, c: true };
  const other = { c: true, b: [1, { x: "é", y: null }] };
  expect(canonicalJson(one)).toBe('{"b":[1,{"x":"é","y":null}],"c":true}');
  expect(canonicalJson(other)).toBe(canonicalJson(one));
  expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
});

it("[P32] the same act has the same id, and a different act has another id", async () => {
  const id = await derivedId("hold|a|b|c");
  expect(Id.parse(id)).toBe(await derivedId("hold|a|b|c"));
  expect(id.charAt(14)).toBe("8");
  expect("89ab").toContain(id.charAt(19));
  expect(await derivedId("hold|a|b|d")).not.toBe(id);
});

it("[P33] hashes are SHA-256 in hex", async () => {
  const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  expect(await sha256("")).toBe(empty);
});
