import { fireEvent, render, screen } from "@testing-library/preact";
import { beforeAll, afterEach, expect, it, vi } from "vitest";
import { eventually } from "../../../test/support/eventually.ts";
import type { Order } from "../../contract/money/orders.ts";
import { fan as ko } from "../i18n/ko-fan.ts";
import { CancelOrder } from "./order-cancel.tsx";

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});
afterEach(() => vi.unstubAllGlobals());

it("[V484] after the last cancellation the page shows its top, where the outcome is", async () => {
  const won = (amount: number) => ({ amount, currency: "KRW" as const });
  const preview = {
    lines: [],
    paid: won(66_000),
    charge: won(0),
    feeKept: won(0),
    refund: won(66_000),
    compensation: won(0),
    targets: ["wallet"],
    original: won(0),
    needsAccount: false,
    tables: [],
    changesAt: null,
  };
  const order = {
    id: "order-1",
    method: "wallet",
    canCancel: true,
    venue: { timeZone: "Asia/Seoul" },
    seats: [{ seat: 1, key: "A/1/1", isCancelled: false }],
  } as unknown as Order;
  const cancelled = { ...order, canCancel: false };
  vi.stubGlobal("fetch", (path: string) =>
    Promise.resolve(Response.json(path.endsWith("/cancellation") ? cancelled : preview)),
  );
  const moved = vi.fn();
  vi.stubGlobal("scrollTo", moved);
  let done: Order | null = null;
  render(<CancelOrder order={order} onDone={(changed) => (done = changed)} />);
  fireEvent.click(screen.getByRole("button"));
  await screen.findByText(ko.cancel.refund);
  fireEvent.click(screen.getByRole("button", { name: ko.cancel.confirm, hidden: true }));
  await eventually(() => expect(done).toEqual(cancelled));
  await eventually(() => expect(moved).toHaveBeenCalledWith({ top: 0, behavior: "instant" }));
});
