import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Order } from "../../contract/money/orders.ts";
import type { RefundPreview } from "../../contract/money/refunds.ts";
import type { Cancellation } from "../api/orders.ts";
import { fan as ko } from "../i18n/ko-fan.ts";
import { Agreements } from "./fields/agreements.tsx";
import { Buyer } from "./fields/buyer.tsx";
import { forgetChoice } from "./choice.ts";
import { createOrderForm } from "./order-form.ts";
import { ReceiptFields } from "./fields/receipt-fields.tsx";
import { RefundChoice } from "../orders/refunds/refund-choice.tsx";
import { eventually } from "../../../test/support/eventually.ts";

const mine = "haneul@example.com";
const field = (name: string | RegExp) => screen.getByLabelText<HTMLInputElement>(name);
const type = (name: string | RegExp, value: string) =>
  fireEvent.input(field(name), { target: { value } });
const wrong = () =>
  [...document.querySelectorAll("[aria-invalid=true]")].map(({ id, ariaInvalid }) => [
    id,
    ariaInvalid,
  ]);
const told = () =>
  screen
    .queryAllByRole("alert")
    .map(({ textContent }) => textContent)
    .filter((text) => text !== "");

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(holdId = "hold-1") {
  const form = createOrderForm(holdId, mine);
  render(
    <>
      <Buyer form={form} />
      <ReceiptFields form={form} />
      <Agreements form={form} concert={undefined} />
    </>,
  );
  return form;
}

it("[N11] the form is prefilled with known answers, and an attempt to pay marks each missing one at its field", () => {
  const form = show();
  expect(field(ko.checkout.mailTo).value).toBe(mine);
  expect([wrong(), told()]).toEqual([[], []]);
  fireEvent.click(field(ko.receipt.type.income));
  type(ko.receipt.number.income, "02-123-4567");
  type(ko.checkout.mailTo, "haneul@");
  expect(told()).toEqual([]);
  expect(form.wanted("transfer")).toBeNull();
  cleanup();
  render(
    <>
      <Buyer form={form} />
      <ReceiptFields form={form} />
      <Agreements form={form} concert={undefined} />
    </>,
  );
  expect(told()).toEqual([ko.checkout.mailFault, ko.receipt.fault.income, ko.agreements.fault]);
  type(ko.receipt.number.income, "010-1234-5678");
  type(ko.checkout.mailTo, "gift@example.com");
  fireEvent.click(field(ko.agreements.all));
  expect(told()).toEqual([]);
  expect(form.wanted("transfer")).toEqual({
    mailTo: "gift@example.com",
    cashReceipt: { type: "income", number: "010-1234-5678" },
    agreement: { version: "2026-11", items: ["refund-rules", "third-party"] },
  });
  // A card has a receipt of its own, and the account's address is known.
  form.mailTo.value = mine;
  expect(Object.keys(form.wanted("card") ?? {})).toEqual(["agreement"]);
});

it("[N21] after returning from the gateway the form still has the agreements, and not the phone number", () => {
  const form = createOrderForm("hold-1", mine);
  form.agree(["refund-rules", "third-party"], true);
  form.receiptType.value = "income";
  form.receiptNumber.value = "01012345678";
  form.keep();
  expect(createOrderForm("hold-1", mine).agreed.value).toHaveLength(2);
  expect(createOrderForm("hold-2", mine).agreed.value).toEqual([]);
  expect(JSON.stringify(localStorage)).not.toContain("1234");
  forgetChoice("hold-1");
  expect(localStorage.length).toBe(0);
});

it("[N12] if the money has no way back, the form requires a bank account, checks it, and sends it with the cancellation", async () => {
  const won = (amount: number) => ({ amount, currency: "KRW" as const });
  const preview = {
    paid: won(11_000),
    charge: won(0),
    feeKept: won(0),
    refund: won(11_000),
    compensation: won(0),
    targets: ["wallet", "original"],
    original: won(11_000),
    needsAccount: true,
    changesAt: null,
  } as unknown as RefundPreview;
  const sent: Cancellation[] = [];
  const order = {
    id: "order-1",
    method: "virtualAccount",
    venue: { timeZone: "Asia/Seoul" },
    seats: [{ seat: 1, key: "A/1/1", isCancelled: false }],
  } as unknown as Order;
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => {
    if (!init.body) return Promise.resolve(Response.json(preview));
    sent.push(JSON.parse(init.body as string));
    return Promise.resolve(Response.json(order));
  });
  const onDone = vi.fn();
  render(<RefundChoice order={order} onDone={onDone} onClose={() => {}} />);
  await screen.findByText(ko.cancel.toAccount);
  const confirm = screen.getByRole("button", { name: ko.cancel.confirm });
  fireEvent.click(confirm);
  const { fault } = ko.cancel.account;
  await eventually(() => expect(told()).toEqual([fault.bank, fault.accountNumber, fault.holder]));
  expect(sent).toEqual([]);
  fireEvent.change(field(ko.cancel.account.bank), { target: { value: "88" } });
  type(ko.cancel.account.accountNumber, "110-123-456789");
  type(ko.cancel.account.holder, "김하늘");
  fireEvent.click(confirm);
  await eventually(() => expect(onDone).toHaveBeenCalled());
  const account = { bank: "88", accountNumber: "110-123-456789", holder: "김하늘" };
  expect(sent).toEqual([{ seats: [1], to: "original", account, expectedMinor: 11_000 }]);
});
