import { signal } from "@preact/signals";
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { FoundOrder } from "../../../../contract/admin/counter-orders.ts";
import type { StaffRefundPreview } from "../../../../contract/admin/refunds/staff-refunds.ts";
import { previewRefund } from "../../../api/selling/refunds.ts";
import { money } from "../../../i18n/format.ts";
import { whole } from "../../../i18n/whole.ts";
import type { CounterAct } from "../acts/counter-acts.ts";
import type { Counter } from "../screen/counter.ts";
import { RefundDialog } from "./refund-dialog.tsx";

vi.mock("../../../api/selling/refunds.ts");

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => {};
  HTMLDialogElement.prototype.close ??= () => {};
});
afterEach(cleanup);

it("[CU33] the counter refunds what the server's preview says, in full or by the rules", async () => {
  const w = whole.ko.counter.refund;
  // A part of the price has come back before.
  const amounts: Record<string, number> = { full: 40_000, rules: 32_500 };
  vi.mocked(previewRefund).mockImplementation((_order, { money: { by } }) => {
    const refund = { amount: amounts[by] ?? 0, currency: "KRW" };
    return Promise.resolve({ refund } as StaffRefundPreview);
  });
  const acts: CounterAct[] = [];
  const counter = {
    about: { currency: "KRW" },
    acts: { refusal: signal(null), state: signal("idle") },
    canAct: signal(true),
    run: (act: CounterAct) => Promise.resolve(acts.push(act) > 0),
  } as unknown as Counter;
  const order = { id: "o1", seats: [{ seat: 3, key: "A/1/4" }] } as FoundOrder;
  const onDone = () => Promise.resolve();
  render(<RefundDialog {...{ counter, order, onDone }} onClose={() => {}} />);
  const give = async (amount: number) => {
    const name = w.give(money({ amount, currency: "KRW" }, "ko"));
    fireEvent.click(await screen.findByRole("button", { name, hidden: true }));
  };
  fireEvent.input(screen.getByLabelText(w.reason), { target: { value: "공연장 사정" } });
  await give(40_000);
  fireEvent.click(screen.getByRole("button", { name: w.by.rules, hidden: true }));
  await give(32_500);
  await expect.poll(() => acts.length).toBe(2);
  expect(acts.map(({ wanted }) => wanted)).toMatchObject(
    [40_000, 32_500].map((amountMinor) => ({
      seats: [3],
      tenders: [{ kind: "cash", amountMinor }],
      expectedMinor: amountMinor,
    })),
  );
});
