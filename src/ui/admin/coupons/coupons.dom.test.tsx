import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { rightsOf } from "../../../contract/admin/rights.ts";
import type { Coupon } from "../../../contract/money/discounts.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { employer } from "../staff/employer.ts";
import { CouponsPage } from "./coupons-page.tsx";

const w = whole.ko.adminCoupons;
const both = (text: string) => ({ ko: text, en: text });
const coupon: Coupon = {
  id: "c",
  revision: 4,
  code: "AURORA",
  name: both("오로라"),
  cut: { percent: 10 },
  currency: "KRW",
  minimumMinor: 0,
  zones: null,
  concertId: null,
  scheduleId: null,
  tier: null,
  opensAt: null,
  closesAt: null,
  usesMax: 10,
  usesPerAccountMax: 1,
  uses: 3,
  isOpen: true,
  isPaused: false,
  createdAt: "2026-11-30T00:00:00Z",
};
let sent: { body: unknown; ifMatch: string | undefined }[];

function open(role: "marketing" | "auditor", shown: Coupon) {
  const grant = { organizationId: "o", isOperator: false, role, concertId: null };
  const rights = rightsOf([grant]);
  employer.value = { id: "o", name: both("단체"), isOperator: false, rights };
  vi.stubGlobal("fetch", (_: string, { method = "GET", headers, body }: RequestInit = {}) => {
    if (method === "GET")
      return Promise.resolve(Response.json({ items: [shown], nextCursor: null }));
    const ifMatch = (headers as Record<string, string>)["if-match"];
    sent.push({ body: typeof body === "string" ? (JSON.parse(body) as unknown) : null, ifMatch });
    return Promise.resolve(Response.json({ revision: 5 }));
  });
  render(<CouponsPage />);
}

beforeEach(() => {
  sent = [];
  forgetLoaded();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  employer.value = undefined;
});

it("[CH75] a coupon can be paused and its limits changed, with the uses that keep it, by those who may", async () => {
  open("marketing", coupon);
  fireEvent.click(await screen.findByRole("button", { name: w.pause }));
  await waitFor(() => expect(sent).toEqual([{ body: { isPaused: true }, ifMatch: '"4"' }]));
  cleanup();
  forgetLoaded();
  open("marketing", coupon);
  fireEvent.click(await screen.findByRole("button", { name: w.edit }));
  expect(screen.getByText(w.editText("3"))).toBeTruthy();
  const dialog = within(screen.getByRole("dialog", { hidden: true }));
  const uses = dialog.getByLabelText(`${w.usesMax} · ${w.optional}`);
  fireEvent.input(uses, { target: { value: "20" } });
  fireEvent.submit(uses.closest("form")!);
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual({
    body: { name: coupon.name, minimumMinor: 0, usesMax: 20, usesPerAccountMax: 1 },
    ifMatch: '"4"',
  });
  cleanup();
  forgetLoaded();
  open("auditor", { ...coupon, isPaused: true });
  expect(await screen.findByText(w.isPaused)).toBeTruthy();
  for (const name of [w.edit, w.resume, w.close])
    expect(screen.queryByRole("button", { name })).toBeNull();
  expect(screen.queryByText(w.add)).toBeNull();
});
