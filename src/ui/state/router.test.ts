import fc from "fast-check";
import { expect, it } from "vitest";
import { safeNext } from "./router.ts";

const site = "https://frontrow.test";
// Characters that browsers strip, fold or decode when turning text into an address.
const piece = fc.constantFrom(
  ..."/\\\t\n\r .:@?#;",
  "%2F",
  "%5C",
  "%09",
  "/%09/",
  "..",
  "evil.test",
  "https:",
  "javascript:",
  "sign-in",
  "me",
  "\u0000",
  "\ud800",
);

it("[U11] an address from outside leads nowhere but within this site", () => {
  const hostile = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(hostile, (text) => {
      const next = safeNext(text);
      // A browser reads it in a link, and the router puts it into the address bar.
      expect(new URL(next, `${site}/wallet`).origin).toBe(site);
      expect(next).toMatch(/^\/(?!\/)/);
    }),
    {
      numRuns: 1_000,
      examples: [["/\t/evil.test"], ["/\n/evil.test"], ["/\\evil.test"], ["/.//evil.test"]],
    },
  );
});

it("[U11] a page of ours is where the fan goes on, and signing in is no such page", () => {
  for (const page of ["/me", "/a?b=1#c", "/checkout/1/2", "/concerts?q=%EB%B9%84"])
    expect(safeNext(page)).toBe(page);
  for (const text of [null, "", "me", "https://evil.test/me", "/sign-in?next=%2Fme"])
    expect(safeNext(text)).toBe("/");
});
