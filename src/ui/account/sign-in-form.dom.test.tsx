import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import { legalVersion } from "../../contract/people/consent.ts";
import { whole } from "../i18n/whole.ts";
import { account } from "../state/session.ts";
import { Gate } from "./gate.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { eventually } from "../../../test/support/eventually.ts";

const w = whole.ko.signIn;
const known = { id: "a", email: "haneul@example.com", name: "김하늘" } as Account;
let sent: object[] = [];

beforeEach(() => {
  sent = [];
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => {
    sent.push(JSON.parse(init.body as string) as object);
    return Promise.resolve(Response.json({ account: known }));
  });
});
afterEach(() => {
  cleanup();
  account.value = null;
  vi.unstubAllGlobals();
});

it("[U63] signing up requires consent to the terms and to the privacy notice, and sends nothing without both", async () => {
  render(<SignInForm />);
  fireEvent.click(screen.getByRole("button", { name: w.submitNew }));
  const fill = (label: string, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  fill(w.name, "김하늘");
  fill(w.email, known.email);
  fill(w.password, "a-good-long-password");
  const form = document.querySelector("form")!;
  fireEvent.click(screen.getByLabelText(w.consent.item.terms));
  fireEvent.submit(form);
  await screen.findByText(w.consent.fault);
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByLabelText(w.consent.item.privacy));
  expect(screen.getByLabelText<HTMLInputElement>(w.consent.all).checked).toBe(true);
  fireEvent.submit(form);
  await eventually(() => expect(account.value).toEqual(known));
  expect(sent).toMatchObject([{ consent: { version: legalVersion, items: ["terms", "privacy"] } }]);
});

it("[U64] signing in asks for no consent", () => {
  render(<SignInForm />);
  expect(screen.queryByLabelText(w.consent.all)).toBeNull();
});

it("[V516] the form brings the first heading of a page that it fills, a second-level one to a part of a page, and none to a dialog", () => {
  account.value = null;
  const heading = (title: "h1" | "h2" | null) => {
    const { container, unmount } = render(
      <Gate reason="x" title={title}>
        {() => null}
      </Gate>,
    );
    const found = container.querySelector("h1, h2")?.tagName ?? null;
    unmount();
    return found;
  };
  expect([heading("h1"), heading("h2"), heading(null)]).toEqual(["H1", "H2", null]);
});
