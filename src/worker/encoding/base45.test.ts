import fc from "fast-check";
import { expect, it } from "vitest";
import { fromBase45, toBase45 } from "./base45.ts";

it("[V420] bytes become the text that RFC 9285 has for them", () => {
  const textOf = (plain: string) => toBase45(new TextEncoder().encode(plain));
  expect(["AB", "Hello!!", "base-45", "ietf!", ""].map(textOf)).toEqual([
    "BB8",
    "%69 VD92EX0",
    "UJCLQE7W581",
    "QED8WEX0",
    "",
  ]);
});

it("[V420] such a text becomes the same bytes again, and no other text becomes any", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase45(toBase45(bytes))).toEqual(bytes);
    }),
  );
  expect(["a", "AAAA", ":::", "A"].map(fromBase45)).toEqual([null, null, null, null]);
});
