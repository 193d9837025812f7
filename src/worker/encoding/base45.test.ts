import { expect, it } from "vitest";
import { toBase45 } from "./base45.ts";

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
