import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import type { Order } from "../../../contract/money/orders.ts";
import type { RefundPreview } from "../../../contract/money/refunds.ts";
import { fan as ko } from "../../i18n/ko-fan.ts";
import { RefundChoice } from "./refund-choice.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

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
    tables: [],
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

it("[H43] the refund dialog chooses the tickets of a table together, and says so", async () => {
  const won = (amount: number) => ({ amount, currency: "KRW" as const });
  const preview: RefundPreview = {
    lines: [],
    paid: won(3),
    charge: won(0),
    feeKept: won(0),
    refund: won(3),
    compensation: won(0),
    targets: ["wallet"],
    original: won(0),
    needsAccount: false,
    changesAt: null,
    tables: [[1, 2]],
  };
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    return Promise.resolve(Response.json(preview));
  });
  const order = {
    id: "order-1",
    method: "wallet",
    venue: { timeZone: "Asia/Seoul" },
    seats: [1, 2, 3].map((seat) => ({ seat, key: `A/1/${seat}`, isCancelled: false })),
  } as unknown as Order;
  render(<RefundChoice order={order} onDone={() => {}} onClose={() => {}} />);
  await screen.findByText(ko.cancel.together);
  const boxes = screen.getAllByRole<HTMLInputElement>("checkbox");
  fireEvent.click(boxes[0] ?? document.body);
  expect(boxes.map(({ checked }) => checked)).toEqual([false, false, true]);
  await waitFor(() => expect(asked.at(-1)).toMatch(/seats=3$/));
});
