import { signal } from "@preact/signals";
import { act, cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, it } from "vitest";
import type { Payment, PaymentState } from "../sale/payment.ts";
import { words } from "../state/language.ts";
import { isOnline } from "../state/online.ts";
import { PayNotes } from "./pay-button.tsx";

afterEach(() => {
  cleanup();
  isOnline.value = true;
});

it("[V402] a payment under way without a network shows that its outcome is not known yet", () => {
  const state = signal<PaymentState>("asking");
  const payment = { state, refusal: signal(undefined) } as unknown as Payment;
  render(<PayNotes payment={payment} />);
  expect(screen.queryByRole("alert")).toBeNull();
  void act(() => {
    isOnline.value = false;
  });
  expect(screen.getByRole("alert").textContent).toContain(words().checkout.checkingText);
  void act(() => {
    state.value = "idle";
  });
  expect(screen.queryByRole("alert")).toBeNull();
});
