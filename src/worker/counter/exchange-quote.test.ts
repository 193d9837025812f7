import { expect, it } from "vitest";
import { withinRights } from "./exchange-quote.ts";

it("[BO38] money that an exchange gives back needs the same right as a refund of that order", () => {
  const quote = { from: [], to: [], discounts: [], oldMinor: 11_000 };
  const cheaper = { ...quote, newMinor: 9_000 };
  const web = { channel: "web" } as const;
  expect(withinRights(cheaper, web, false)).toMatchObject({ code: "right-missing" });
  for (const allowed of [
    withinRights(cheaper, web, true),
    withinRights(cheaper, { channel: "counter" }, false),
    withinRights({ ...quote, newMinor: 11_000 }, web, false),
  ])
    expect(allowed).toMatchObject({ ok: true });
});
