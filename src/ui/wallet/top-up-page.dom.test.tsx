import { act, cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import { words } from "../state/language.ts";
import { address } from "../state/router.ts";
import { account } from "../state/session.ts";
import { remember } from "../state/storage.ts";
import { TopUpPage } from "./top-up-page.tsx";
import { eventually } from "../../../test/support/eventually.ts";

const topUp = {
  id: "t",
  status: "paid",
  amount: { amount: 50_000, currency: "KRW" },
  createdAt: "2026-11-21T00:00:00Z",
  checkoutUrl: null,
};

beforeEach(() => {
  localStorage.clear();
  account.value = { id: "a", name: "하늘", email: "a@example.com" } as Account;
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(topUp)));
  vi.stubGlobal("scrollTo", () => {});
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const comeBack = () =>
  act(async () => {
    const query = new URLSearchParams("topUp=t&paymentKey=k&amount=50000");
    render(<TopUpPage params={{}} query={query} />);
    await new Promise((resolve) => setTimeout(resolve));
  });

it("[U90] a fan who topped up while paying returns to the checkout without another press", async () => {
  remember("back.t", "/checkout/schedule-1/hold-1");
  await comeBack();
  await eventually(() => expect(address.value.path).toBe("/checkout/schedule-1/hold-1"));
});

it("[U90] a fan who topped up for no order sees the amount, and stays", async () => {
  const before = address.value.path;
  await comeBack();
  await screen.findByText(words().topUp.paid);
  expect(address.value.path).toBe(before);
});
