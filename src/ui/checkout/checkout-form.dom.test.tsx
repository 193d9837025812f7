import { signal } from "@preact/signals";
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import type { Hold } from "../../contract/sale/holds.ts";
import { whole } from "../i18n/whole.ts";
import { account } from "../state/session.ts";
import { Checkout } from "./checkout-form.tsx";
import { createDraft } from "./use-checkout.ts";
import { eventually } from "../../../test/support/eventually.ts";

const w = whole.ko;
const won = (amount: number) => ({ amount, currency: "KRW" as const });
const schedule = { id: "schedule-1" } as Schedule;
const holdFor = (seconds: number, canExtend = true) =>
  ({
    id: "hold-1",
    scheduleId: "schedule-1",
    phase: "choosing",
    expiresAt: new Date(Date.now() + seconds * 1_000).toISOString(),
    isPaused: false,
    canExtend,
    seats: [{ seat: 1, section: "A", row: "1", number: "1", zoneId: "r" }],
  }) as unknown as Hold;

/** A shop whose price changes with the first order. It records the orders placed. */
function serving(): object[] {
  const placed: object[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    if (path.endsWith("/wallet")) return Promise.resolve(Response.json({ balance: won(0) }));
    const total = won(placed.length === 0 ? 11_000 : 13_000);
    const quote = { seats: [], discounts: [], tickets: total, fees: won(0), total };
    if (path.endsWith("/price")) return Promise.resolve(Response.json(quote));
    if (path.endsWith("/terms")) return Promise.resolve(Response.json({}, { status: 404 }));
    if (!path.endsWith("/orders")) return new Promise(() => {});
    placed.push(JSON.parse(init.body as string));
    const problem = { code: "price-changed", type: "", title: "", status: 409, instance: "" };
    return Promise.resolve(Response.json(problem, { status: 409 }));
  });
  return placed;
}

const button = () => document.querySelector<HTMLButtonElement>(".pay button");
const show = (hold: Hold, onExtend = vi.fn(() => Promise.resolve())) => {
  const onChanged = () => Promise.resolve();
  const draft = createDraft(hold, "fan@frontrow.test");
  return render(
    <Checkout
      {...{ draft, hold, schedule, onChanged, onExtend }}
      concert={undefined}
      pause={signal(null)}
    />,
  );
};

beforeEach(() => {
  localStorage.clear();
  account.value = { id: "fan", name: "김하늘", email: "fan@frontrow.test" } as Account;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("[V375] a changed price is announced and shown, and nothing is paid before a press on the button with the new price", async () => {
  const placed = serving();
  show(holdFor(300));
  await eventually(() => expect(button()?.textContent).toContain("11,000원"));
  fireEvent.click(screen.getByLabelText(w.agreements.all));
  fireEvent.click(button()!);
  await screen.findByText(w.problem["price-changed"]);
  await eventually(() => expect(button()?.textContent).toContain("13,000원"));
  expect(placed).toMatchObject([{ expectedMinor: 11_000, method: "card" }]);
  fireEvent.click(button()!);
  await eventually(() => expect(placed).toHaveLength(2));
  expect(placed[1]).toMatchObject({ expectedMinor: 13_000 });
});

it("[V376] the last minute is announced once beside the button, with a way to more time if there is one", async () => {
  serving();
  const onExtend = vi.fn(() => Promise.resolve());
  show(holdFor(300), onExtend);
  const alert = () => document.querySelector(".pay [role=alert]")?.textContent;
  await eventually(() => expect(alert()).toBe(""));
  cleanup();
  show(holdFor(40), onExtend);
  await eventually(() => expect(alert()).toContain(w.hold.warnExtend));
  fireEvent.click(screen.getByRole("button", { name: w.hold.more }));
  expect(onExtend).toHaveBeenCalledOnce();
  cleanup();
  show(holdFor(40, false), onExtend);
  await eventually(() => expect(alert()).toBe(w.hold.warn));
});
