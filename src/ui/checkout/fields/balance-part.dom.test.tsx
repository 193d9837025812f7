import { signal } from "@preact/signals";
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../../contract/people/accounts.ts";
import type { Schedule } from "../../../contract/catalog/concerts.ts";
import type { Hold } from "../../../contract/sale/holds.ts";
import { fan as ko } from "../../i18n/ko-fan.ts";
import { Checkout } from "../checkout-form.tsx";
import { createDraft } from "../use-checkout.ts";
import { account } from "../../state/session.ts";
import { eventually } from "../../../../test/support/eventually.ts";

const won = (amount: number) => ({ amount, currency: "KRW" as const });
const hold = {
  id: "hold-1",
  scheduleId: "schedule-1",
  phase: "choosing",
  expiresAt: new Date(Date.now() + 300_000).toISOString(),
  seats: [{ seat: 1, section: "A", row: "1", number: "1", zoneId: "r" }],
} as unknown as Hold;
const quote = {
  seats: [],
  discounts: [],
  tickets: won(10_000),
  fees: won(1_000),
  total: won(11_000),
};

/** A shop for a fan with this balance. It records the orders placed. */
function serving(balanceMinor: number): object[] {
  const placed: object[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    if (path.endsWith("/wallet"))
      return Promise.resolve(Response.json({ balance: won(balanceMinor) }));
    if (path.endsWith("/price")) return Promise.resolve(Response.json(quote));
    if (path.endsWith("/terms")) return Promise.resolve(Response.json({}, { status: 404 }));
    if (!path.endsWith("/orders")) return new Promise(() => {});
    placed.push(JSON.parse(init.body as string));
    const problem = { code: "conflict", type: "", title: "", status: 409, instance: "" };
    return Promise.resolve(Response.json(problem, { status: 409 }));
  });
  return placed;
}

const payButton = () => document.querySelector<HTMLButtonElement>(".pay button");
const use = () => screen.queryByLabelText<HTMLInputElement>(/먼저 쓰기/);

beforeEach(() => {
  localStorage.clear();
  account.value = { id: "fan", name: "김하늘", email: "fan@frontrow.test" } as Account;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = () =>
  render(
    <Checkout
      draft={createDraft(hold, "fan@frontrow.test")}
      hold={hold}
      schedule={{ id: "schedule-1" } as Schedule}
      concert={undefined}
      pause={signal(null)}
      onChanged={() => Promise.resolve()}
      onExtend={() => Promise.resolve()}
    />,
  );

it("[N13] the wallet can pay a part, which is shown line by line, and the card pays only the rest", async () => {
  const placed = serving(4_000);
  show();
  await eventually(() => expect(payButton()?.textContent).toContain("11,000원"));
  fireEvent.click(use()!);
  await eventually(() => expect(payButton()?.textContent).toContain("7,000원"));
  const lines = [...document.querySelectorAll(".side dl > div")].map((line) => line.textContent);
  expect(lines.slice(-2)).toEqual(["지갑에서−4,000원", "지금 결제할 금액7,000원"]);
  fireEvent.click(payButton()!);
  await screen.findByText(ko.agreements.fault);
  expect(placed).toEqual([]);
  fireEvent.click(screen.getByLabelText(ko.agreements.all));
  fireEvent.click(payButton()!);
  await eventually(() => expect(placed).toHaveLength(1));
  expect(placed[0]).toMatchObject({ method: "card", walletMinor: 4_000, holdId: "hold-1" });
  // A deposit may come days later: the wallet is not kept waiting for it.
  fireEvent.click(screen.getByLabelText(/가상계좌/));
  expect(use()).toBeNull();
});

it("[N22] the wallet is offered for a part of the price only if it has some money but less than the whole price", async () => {
  for (const balance of [0, 10_950, 11_000]) {
    serving(balance);
    show();
    await eventually(() => expect(payButton()?.textContent).toContain("11,000원"));
    expect([balance, use()]).toEqual([balance, null]);
    cleanup();
  }
});
