import { render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import type { Order } from "../../../contract/money/orders.ts";
import type { RefundPreview } from "../../../contract/money/refunds.ts";
import { fan as ko } from "../../i18n/ko-fan.ts";
import { RefundChoice } from "./refund-choice.tsx";

afterEach(() => vi.unstubAllGlobals());

it("[RF16] the refund dialog of a canceled show names the compensation and adds it to the total", async () => {
  const won = (amount: number) => ({ amount, currency: "KRW" as const });
  const preview: RefundPreview = {
    lines: [],
    paid: won(104_000),
    charge: won(0),
    feeKept: won(0),
    refund: won(104_000),
    compensation: won(10_000),
    targets: ["wallet"],
    original: won(0),
    needsAccount: false,
    changesAt: null,
  };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(preview)));
  const order = {
    id: "order-1",
    method: "wallet",
    venue: { timeZone: "Asia/Seoul" },
    seats: [{ seat: 1, key: "A/1/1", isCancelled: false }],
  } as unknown as Order;
  render(<RefundChoice order={order} onDone={() => {}} onClose={() => {}} />);
  const term = await screen.findByText(ko.cancel.compensation);
  expect(term.nextElementSibling?.textContent).toContain("10,000");
  const total = screen.getByText(ko.cancel.refund);
  expect(total.nextElementSibling?.textContent).toContain("114,000");
});
