import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import { whole } from "../i18n/whole.ts";
import { account } from "../state/session.ts";
import { ResetPasswordPage } from "./reset-password-page.tsx";

const { reset, signIn, problem } = whole.ko;
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  location.hash = "";
  account.value = null;
});

/** Answers each request this way and records it. */
function serving(status: number, answer: unknown): [string, unknown][] {
  const asked: [string, unknown][] = [];
  vi.stubGlobal("fetch", (path: string, { body }: RequestInit) => {
    asked.push([path, JSON.parse(typeof body === "string" ? body : "null")]);
    const type = status < 400 ? "application/json" : "application/problem+json";
    const text = answer === null ? null : JSON.stringify(answer);
    return Promise.resolve(new Response(text, { status, headers: { "content-type": type } }));
  });
  return asked;
}
function send(label: string, value: string, button: string): void {
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
  fireEvent.click(screen.getByRole("button", { name: button }));
}

it("[U23] a request for a link shows its destination, and does not reveal if there is an account", async () => {
  const asked = serving(202, null);
  render(<ResetPasswordPage />);
  send(signIn.email, "fan@frontrow.test", reset.submit);
  await screen.findByRole("heading", { name: reset.sent });
  screen.getByText(reset.sentText("fan@frontrow.test"));
  expect(asked).toEqual([["/api/v1/password-resets", { email: "fan@frontrow.test" }]]);
});

it("[U24] the mailed link sets a new password and signs in, and a used link offers a new one", async () => {
  location.hash = "#token=signed";
  serving(410, { code: "link-spent", title: "", status: 410, type: "", instance: "" });
  render(<ResetPasswordPage />);
  send(signIn.password, "a staple of my own", reset.save);
  expect((await screen.findByRole("alert")).textContent).toContain(problem["link-spent"]);
  const again = screen.getByRole<HTMLAnchorElement>("link", { name: reset.newLink });
  expect(again.getAttribute("href")).toBe("/reset-password");
  expect(account.value ?? null).toBeNull();

  cleanup();
  const asked = serving(201, { account: { id: "a" } });
  render(<ResetPasswordPage />);
  send(signIn.password, "a staple of my own", reset.save);
  await screen.findByRole("heading", { name: reset.done });
  expect(asked[0]?.[1]).toEqual({ token: "signed", password: "a staple of my own" });
  expect(account.value).toEqual({ id: "a" });
});
