import { expect, it } from "vitest";
import { topUpMinor as contracted } from "../../contract/money/wallets.ts";
import { amountsFor } from "../wallet/top-up-form.tsx";
import { topUpMinor } from "./wallets.ts";

it("[U18] the top-up screen offers amounts within the limits of the contract, with the missing amount first", () => {
  expect(topUpMinor).toEqual(contracted);
  expect(amountsFor(107_400)[0]).toBe(108_000);
  expect(amountsFor(500)[0]).toBe(topUpMinor.min);
  expect(amountsFor(0).every((amount) => amount <= topUpMinor.max)).toBe(true);
});
