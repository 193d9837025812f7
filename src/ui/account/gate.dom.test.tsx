import { act, cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { PageProps } from "../frame/screen.tsx";
import { CheckoutPage } from "../checkout/checkout-page.tsx";
import { PaymentReturnPage } from "../checkout/return/payment-return-page.tsx";
import { OrderPage } from "../orders/order-page.tsx";
import { account } from "../state/session.ts";

beforeEach(() => void vi.stubGlobal("matchMedia", () => ({ matches: false })));
afterEach(() => {
  cleanup();
  account.value = undefined;
});

it.each<[string, (props: PageProps) => unknown]>([
  ["an order", OrderPage],
  ["a checkout", CheckoutPage],
  ["a payment's end", PaymentReturnPage],
])("[V474] %s has the room of a page while the account is asked for, and for a guest", (_, of) => {
  const Page = of as (props: PageProps) => null;
  account.value = undefined;
  render(<Page params={{ id: "a", scheduleId: "b", holdId: "c" }} query={new URLSearchParams()} />);
  expect(screen.getByRole("main").querySelector(".loading")).toBeTruthy();
  void act(() => {
    account.value = null;
  });
  expect(screen.getByRole("main").querySelector("form.sign-in")).toBeTruthy();
});
