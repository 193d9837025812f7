import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ReportDelivery } from "../../../contract/admin/reports/report-files.ts";
import type { SalesReport } from "../../../contract/admin/reports/sales-reports.ts";
import { type Role, rightsOf } from "../../../contract/admin/rights.ts";
import type { Account } from "../../../contract/people/accounts.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { account } from "../../state/session.ts";
import { AdminPage } from "../admin-page.tsx";
import { employer } from "../staff/employer.ts";

const w = whole.ko.adminReports;
const concert = "0190a7c0-0000-7000-8000-000000000001";
const figures = (gross: number) => ({
  orders: 1,
  tickets: 2,
  returned: 0,
  money: {
    prices: gross,
    discount: 0,
    fees: 0,
    gross,
    refund: 0,
    kept: 0,
    feeReturned: 0,
    net: gross,
  },
});
const report: SalesReport = {
  from: "2026-11-01",
  to: "2026-11-30",
  by: ["concert"],
  previous: null,
  currency: "USD",
  totals: figures(12_345),
  previousTotals: null,
  rows: [
    {
      keys: [{ id: concert, name: { ko: "높은 파도", en: "High Waves" }, at: null }],
      figures: figures(12_345),
      previous: null,
    },
  ],
  isCut: false,
  ledger: null,
  foldedUntil: null,
};
const file = (day: string, more: Partial<ReportDelivery>): ReportDelivery => ({
  id: day,
  day,
  status: "due",
  attempts: 0,
  sentAt: null,
  sha256: "f".repeat(64),
  receipt: null,
  ...more,
});
const sentAt = "2026-11-30T00:00:00.000Z";
const files = [
  file("2026-11-29", {}),
  file("2026-11-28", {
    attempts: 3,
    receipt: { sink: "kopis.test", status: 503, answer: "later" },
  }),
  file("2026-11-27", {
    status: "sent",
    attempts: 1,
    sentAt,
    receipt: { sink: "kopis.test", status: 201, answer: "no. 88" },
  }),
];

let asked: string[];
async function open(query: string, role: Role = "finance"): Promise<void> {
  const grant = { organizationId: "o", isOperator: true, role, concertId: null };
  const troupe = {
    id: "o",
    name: { ko: "극단", en: "Troupe" },
    isOperator: true,
    rights: rightsOf([grant]),
  };
  const answers: Record<string, unknown> = {
    "/me/organizations": { items: [troupe] },
    "/admin/reports/sales": report,
    "/admin/report-deliveries": { items: files },
    "/admin/saved-reports": { items: [] },
    "/admin/concerts": { items: [{ id: concert, title: { ko: "높은 파도", en: "High Waves" } }] },
  };
  vi.stubGlobal("fetch", (url: string, { method = "GET" }: RequestInit = {}) => {
    asked.push(`${method} ${url.replace("/api/v1", "")}`);
    if (method !== "GET") return Promise.resolve(new Response(null, { status: 202 }));
    const path = url.replace("/api/v1", "").split("?")[0] ?? "";
    return Promise.resolve(Response.json(answers[path] ?? { items: [], nextCursor: null }));
  });
  navigate(`/admin/reports?${query}`);
  render(<AdminPage params={{}} query={new URLSearchParams(query)} />);
  await screen.findByRole("heading", { level: 1, name: w.title });
}

beforeEach(() => {
  asked = [];
  account.value = { id: "a", name: "김하늘", email: "a@b.test", isStaff: true } as Account;
  forgetLoaded();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  account.value = undefined;
  employer.value = undefined;
});

it("[RP26] a row links to its orders, and a report can be of one concert and in another currency", async () => {
  await open("report=concerts&from=2026-11-01&to=2026-11-30&compare=none&currency=USD");
  const row = within(await screen.findByRole("table")).getByRole("link", { name: "높은 파도" });
  expect(row.getAttribute("href")).toBe(
    `/admin/orders?concertId=${concert}&since=2026-11-01&until=2026-11-30`,
  );
  expect(asked.some((each) => /reports\/sales\?.*currency=USD/.test(each))).toBe(true);
  expect(screen.getAllByText(/123\.45/).length).toBeGreaterThan(0);
  const choice = await screen.findByRole("option", { name: "높은 파도" });
  fireEvent.change(choice.closest("select") ?? choice, { target: { value: concert } });
  await waitFor(() => expect(location.search).toContain(`concertId=${concert}`));
});

it("[RP27] the files of the days say what became of each, with the receiver's answer, and are sent again", async () => {
  await open("report=day-files");
  const table = await screen.findByRole("table");
  const [, ...rows] = within(table).getAllByRole("row");
  expect(rows.map((row) => row.textContent?.slice(0, 60))).toEqual([
    expect.stringContaining(w.fileStates.due),
    expect.stringContaining(w.fileStates.failed),
    expect.stringContaining(w.fileStates.sent),
  ]);
  expect(table.textContent).toContain("kopis.test · 503 · later");
  expect(table.textContent).toContain("kopis.test · 201 · no. 88");
  const again = (day: string) =>
    screen.getByRole<HTMLButtonElement>("button", { name: `${w.resend}: ${day}` });
  expect(again("2026-11-29").disabled).toBe(true);
  fireEvent.click(again("2026-11-27"));
  await waitFor(() => expect(asked).toContain("POST /admin/report-deliveries/2026-11-27/resend"));
});

it("[RP27] who may only read the files cannot send them", async () => {
  await open("report=day-files", "auditor");
  await screen.findByRole("table");
  expect(screen.queryByRole("button", { name: new RegExp(w.resend) })).toBeNull();
});

it("[RP28] without scans the report of no-shows says so", async () => {
  await open("report=no-shows");
  expect(await screen.findByText(w.noScans)).toBeTruthy();
});
