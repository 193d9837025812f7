import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { whole } from "../../../i18n/whole.ts";
import { forgetLoaded } from "../../../state/resource.ts";
import { RevenueLine } from "./revenue-line.tsx";

const w = whole.ko.cockpit;
const ledger = {
  isEqual: true,
  sales: 1_540_000,
  refunds: 154_000,
  fees: 0,
  feesReturned: 0,
  compensations: 0,
};
let asked: string[];

function show(answer: () => Response): void {
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    return Promise.resolve(answer());
  });
  render(<RevenueLine scheduleId="s" currency="KRW" />);
}
beforeEach(() => {
  asked = [];
  forgetLoaded();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("[CK34] the cockpit has what the date has taken less refunds, by the ledger, and says from when", async () => {
  const before = Date.now();
  show(() => Response.json({ ledger }));
  expect((await screen.findByText("1,386,000원")).tagName).toBe("B");
  expect(asked[0]).toMatch(/scheduleId=s&currency=KRW$/);
  const text = document.body.textContent ?? "";
  expect(text).toContain(w.refunded("154,000원"));
  const times = [before, Date.now()].map((at) =>
    w.asOf(new Intl.DateTimeFormat("ko", { timeStyle: "medium" }).format(at)),
  );
  expect(times.some((time) => text.includes(time))).toBe(true);
});

it("[CK34] it says when the sums differ from the ledger, and shows nothing without the right to money", async () => {
  show(() => Response.json({ ledger: { ...ledger, isEqual: false } }));
  await screen.findByText("1,386,000원");
  expect(document.body.textContent).toContain(w.revenueDiffers("").trim().slice(0, 8));
  cleanup();
  forgetLoaded();
  show(() => Response.json({ ledger: null }));
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(document.body.textContent).toBe("");
});
