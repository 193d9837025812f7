import { expect, it } from "vitest";
import { createTenderPad } from "./tender-pad.ts";

it("[CU4] cash above the due amount gives change, and no other tender can be above it", () => {
  const pad = createTenderPad(() => 277_200);
  expect(pad.next.value).toMatchObject({ kind: "pay", changeMinor: 0 });
  pad.entered.value = 300_000;
  expect(pad.next.value).toEqual({
    kind: "pay",
    changeMinor: 22_800,
    parts: [{ kind: "cash", amountMinor: 277_200, receivedMinor: 300_000, reference: "" }],
  });
  pad.choose("terminal");
  expect(pad.next.value).toMatchObject({ kind: "pay", changeMinor: 0 });
  pad.entered.value = 300_000;
  expect(pad.next.value).toEqual({ kind: "nothing" });
});

it("[CU5] an amount below the due one is a part, and the rest is due in any tender", () => {
  const pad = createTenderPad(() => 154_000);
  pad.entered.value = 100_000;
  const first = pad.next.value;
  if (first.kind !== "part") throw new Error(first.kind);
  expect(first.restMinor).toBe(54_000);
  pad.take(first.part);
  pad.choose("terminal");
  pad.reference.value = " 12345678 ";
  expect(pad.next.value).toEqual({
    kind: "pay",
    changeMinor: 0,
    parts: [
      { kind: "cash", amountMinor: 100_000, receivedMinor: 100_000, reference: "" },
      { kind: "terminal", amountMinor: 54_000, receivedMinor: null, reference: "12345678" },
    ],
  });
  pad.giveBack(0);
  expect(pad.leftMinor.value).toBe(154_000);
});

it("[CU6] seats that cost nothing are given without a tender", () => {
  const pad = createTenderPad(() => 0);
  expect(pad.next.value).toEqual({ kind: "pay", parts: [], changeMinor: 0 });
});
