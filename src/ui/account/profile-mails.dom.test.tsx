import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import type { Notifications } from "../../contract/people/notifications.ts";
import { whole } from "../i18n/whole.ts";
import { forgetLoaded } from "../state/resource.ts";
import { Mails } from "./profile-mails.tsx";
import { eventually } from "../../../test/support/eventually.ts";

const { mails, problem } = whole.ko;
afterEach(() => {
  cleanup();
  forgetLoaded();
  vi.unstubAllGlobals();
});

/** Reads give the settings; a change is recorded or refused. */
function serving(wanted: Notifications, isRefused = false): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (_path: string, { method = "GET", body }: RequestInit) => {
    const text = typeof body === "string" ? body : "{}";
    if (typeof body === "string") asked.push(body);
    if (method === "GET") return Promise.resolve(Response.json(wanted));
    const refusal = { code: "forbidden", title: "", status: 403, type: "", instance: "" };
    const init = { status: 403, headers: { "content-type": "application/problem+json" } };
    if (isRefused) return Promise.resolve(Response.json(refusal, init));
    Object.assign(wanted, JSON.parse(text));
    return Promise.resolve(Response.json(wanted));
  });
  return asked;
}
const named = (name: string) =>
  screen.findByRole<HTMLInputElement>("switch", { name: new RegExp(`^${name}`) });

it("[ML31] a notification switch moves at once, is saved on its own, and moves back if it cannot be saved", async () => {
  const asked = serving({ reminders: true, waitlist: false });
  render(<Mails />);
  const reminders = await named(mails.reminders);
  expect([reminders.checked, (await named(mails.waitlist)).checked]).toEqual([true, false]);
  fireEvent.click(reminders);
  await eventually(() => expect(asked).toEqual(['{"reminders":false}']));
  await eventually(() => expect(reminders.checked).toBe(false));
  expect(screen.queryByRole("alert")).toBeNull();

  serving({ reminders: false, waitlist: false }, true);
  const waitlist = await named(mails.waitlist);
  fireEvent.click(waitlist);
  expect(waitlist.checked).toBe(true);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain(problem.forbidden);
  expect((await named(mails.waitlist)).checked).toBe(false);
});
