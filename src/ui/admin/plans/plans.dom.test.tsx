import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { VenuePlans } from "../../../contract/admin/plan-versions.ts";
import { emptyPlan } from "../../../contract/plan/empty-plan.ts";
import type { Employer } from "../../../contract/admin/organizations.ts";
import { type Role, rightsOf } from "../../../contract/admin/rights.ts";
import type { Account } from "../../../contract/people/accounts.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { address, navigate } from "../../state/router.ts";
import { account } from "../../state/session.ts";
import { AdminPage } from "../admin-page.tsx";
import { employer } from "../staff/employer.ts";

const w = whole.ko.adminPlans;
const both = (text: string) => ({ ko: text, en: text });
const me = { id: "a", name: "김하늘", email: "a@frontrow.test", isStaff: true } as Account;
const at = "2026-11-30T00:00:00.000Z";
const plans: VenuePlans = {
  venueId: "v",
  venue: both("홀"),
  revisions: [
    {
      revision: 2,
      hash: "b",
      name: both("본관"),
      seatCount: 8,
      createdAt: at,
      by: { name: "이나무" },
      dateCount: 1,
      dates: [{ scheduleId: "s", title: both("밤"), startsAt: at, saleOpensAt: at }],
    },
    {
      revision: 1,
      hash: "a",
      name: both("본관"),
      seatCount: 9,
      createdAt: at,
      by: null,
      dateCount: 0,
      dates: [],
    },
  ],
  drafts: [
    {
      id: "d",
      name: both("새 본관"),
      baseRevision: 2,
      version: 3,
      seatCount: 7,
      savedAt: at,
      by: { name: "이나무" },
      editor: { accountId: "n", name: "이나무", until: at },
    },
  ],
};

function employerAs(role: Role): Employer {
  const grant = { organizationId: "o", isOperator: false, role, concertId: null };
  return { id: "o", name: both("o"), isOperator: false, rights: rightsOf([grant]) };
}

type Asked = { what: string; body: unknown };
let asked: Asked[];
/** Answers by path; what is not there is not found. */
function answer(answers: Record<string, unknown>, role: Role = "owner"): void {
  const all: Record<string, unknown> = {
    "GET /me/organizations": { items: [employerAs(role)] },
    "GET /admin/venues/v/plans": plans,
    "GET /admin/venues?archived=no": { items: [], nextCursor: null },
    ...answers,
  };
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const what = `${init.method ?? "GET"} ${url.replace("/api/v1", "")}`;
    const { body } = init;
    asked.push({ what, body: typeof body === "string" ? (JSON.parse(body) as unknown) : body });
    const found = all[what];
    const isEmpty = found === "empty";
    return new Response(isEmpty ? null : JSON.stringify(found ?? { code: "not-found" }), {
      status: isEmpty ? 204 : found === undefined ? 404 : 200,
    });
  });
}

const open = (path: string) => {
  navigate(path);
  account.value = me;
  render(<AdminPage params={{}} query={new URLSearchParams(path.split("?")[1])} />);
};

beforeEach(() => {
  Object.assign(HTMLDialogElement.prototype, { showModal: () => {}, close: () => {} });
  asked = [];
  localStorage.clear();
  forgetLoaded();
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  account.value = undefined;
  employer.value = undefined;
});

it("[PV22] the page of a venue's plans shows who edits each draft and which dates sell each revision", async () => {
  answer({});
  open("/admin/venues/v/plans");
  await screen.findByText(w.editedBy("이나무"));
  expect(screen.getByText(w.fromRevision(2))).toBeTruthy();
  expect(screen.getByText(w.dateCount("1", 1))).toBeTruthy();
  expect(screen.getByText(w.noDates)).toBeTruthy();
  const links = screen.getAllByRole("link", { name: w.changes });
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "/admin/venues/v/plans/comparison?from=revision:2&to=draft:d:3",
    "/admin/venues/v/plans/comparison?from=revision:1&to=revision:2",
  ]);
});

it("[PV23] a draft is deleted after a question, and nobody without the right is offered it", async () => {
  answer({ "DELETE /admin/plan-drafts/d?version=3": "empty" });
  open("/admin/venues/v/plans");
  fireEvent.click(await screen.findByRole("button", { name: w.deleteOf("새 본관") }));
  expect(asked.some(({ what }) => what.startsWith("DELETE"))).toBe(false);
  const dialog = within(screen.getByRole("dialog", { hidden: true }));
  fireEvent.click(dialog.getByRole("button", { name: w.delete, hidden: true }));
  await waitFor(() =>
    expect(asked.some(({ what }) => what === "DELETE /admin/plan-drafts/d?version=3")).toBe(true),
  );
  cleanup();
  forgetLoaded();
  employer.value = undefined;
  answer({}, "auditor");
  open("/admin/venues/v/plans");
  await screen.findByText(w.editedBy("이나무"));
  expect(screen.queryByRole("button", { name: w.deleteOf("새 본관") })).toBeNull();
  expect(screen.queryByText(w.begin)).toBeNull();
});

it("[PV24] a file shows its faults by row and column or what it has, and a draft begins only after that", async () => {
  const read = {
    plan: null,
    seatCount: 0,
    sections: 0,
    areas: 0,
    zones: [],
    faults: [{ row: 4, column: "zone", code: "empty", value: "" }],
    lost: [],
    warnings: [],
  };
  answer({ "POST /admin/venues/v/plan-import": read });
  open("/admin/venues/v/plans");
  fireEvent.click(await screen.findByText(w.begin));
  const drop = await screen.findByText(w.importFile);
  const file = new File(["x"], "hall.csv");
  fireEvent.drop(drop, { dataTransfer: { files: [file] } });
  await screen.findByText(w.refusedFile("hall.csv", 1));
  expect(screen.getByText(w.faultTexts["empty"] ?? "").closest("tr")?.textContent).toContain(
    "4zone",
  );
  const plan = emptyPlan();
  const zones = [{ id: "r", name: both("R"), seatCount: 5 }];
  const sound = { ...read, plan, seatCount: 5, sections: 1, zones, faults: [] };
  answer({ "POST /admin/venues/v/plan-import": sound, "POST /admin/plan-drafts": { id: "n" } });
  fireEvent.drop(drop, { dataTransfer: { files: [file] } });
  await screen.findByText(w.counted("5", 1, 0), { exact: false });
  expect(asked.some(({ what }) => what === "POST /admin/plan-drafts")).toBe(false);
  fireEvent.click(screen.getByRole("button", { name: w.beginFromFile }));
  await waitFor(() => expect(address.value.path).toBe("/admin/plans/drafts/n"));
  const begun = asked.find(({ what }) => what === "POST /admin/plan-drafts");
  expect(begun).toMatchObject({ body: { venueId: "v", plan: { format: "seatplan/1" } } });
});

it("[PV25] the history of a draft shows any version, and restores it after a question", async () => {
  const draft = {
    id: "d",
    venueId: "v",
    baseHash: null,
    version: 2,
    seatCount: 0,
    plan: emptyPlan(),
    editor: null,
  };
  const save = { savedAt: at, by: { name: "이나무" }, operationCount: 1 };
  answer({
    "GET /admin/plan-drafts/d": draft,
    "GET /admin/plan-drafts/d/versions?limit=50": {
      items: [
        { ...save, version: 2, seatCount: 7, kinds: ["paint"] },
        { ...save, version: 1, seatCount: 6, kinds: ["rows", "number"] },
      ],
      nextCursor: null,
    },
    "GET /admin/plan-drafts/d/plan?version=1": { version: 1, seatCount: 6, plan: emptyPlan() },
    "POST /admin/plan-drafts/d/restoration": { version: 3, seatCount: 6 },
  });
  open("/admin/plans/drafts/d/versions?version=1");
  await screen.findByRole("heading", { name: w.versionNumber(1) });
  await screen.findByText(`${w.operations["rows"]}, ${w.operations["number"]}`);
  expect(screen.getByText(w.begun)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: w.restore }));
  const dialog = within(screen.getByRole("dialog", { hidden: true }));
  fireEvent.click(dialog.getByRole("button", { name: w.restore, hidden: true }));
  await waitFor(() =>
    expect(asked.find(({ what }) => what.startsWith("POST"))?.body).toEqual({
      version: 2,
      restore: 1,
    }),
  );
});

it("[PV36] a date moves to another revision only after what it means was shown, with the prices of new zones", async () => {
  const none = { count: 0, names: [] };
  const planHash = "a".repeat(64);
  const report = {
    isDone: false,
    planHash,
    canMove: false,
    faults: ["zones"],
    isUntouched: true,
    seatCounts: [8, 9],
    sold: 2,
    held: 0,
    added: { count: 1, names: ["A/1/9"] },
    gone: none,
    soldGone: none,
    heldGone: none,
    moved: none,
    soldMoved: { count: 1, names: ["A/1/1"] },
    rezoned: none,
    soldRezoned: none,
    renumbered: none,
    zones: [
      { id: "r", name: both("R석"), priceMinor: 9, feeMinor: 0 },
      { id: "vip", name: both("VIP"), priceMinor: null, feeMinor: null },
    ],
  };
  answer({ "POST /admin/schedules/s/plan": report });
  open("/admin/venues/v/plans/move?schedule=s");
  await screen.findByText(w.sellsNow(2), { exact: false });
  fireEvent.click(screen.getByRole("button", { name: w.check }));
  await screen.findByText(w.moveFaults.zones);
  expect(screen.getByText("A/1/1")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: w.moveNow }).disabled).toBe(true);
  fireEvent.input(screen.getByLabelText(w.priceOf("VIP")), { target: { value: "5000" } });
  const zones = report.zones.map((zone) => ({ ...zone, priceMinor: 5_000, feeMinor: 0 }));
  answer({ "POST /admin/schedules/s/plan": { ...report, canMove: true, faults: [], zones } });
  fireEvent.click(screen.getByRole("button", { name: w.check }));
  await screen.findByText(w.canMove, { exact: false });
  answer({ "POST /admin/schedules/s/plan": { ...report, isDone: true } });
  fireEvent.click(screen.getByRole("button", { name: w.moveNow }));
  expect(asked.some(({ body }) => (body as { isDryRun?: boolean })?.isDryRun === false)).toBe(
    false,
  );
  const dialog = within(screen.getByRole("dialog", { hidden: true }));
  fireEvent.click(dialog.getByRole("button", { name: w.moveNow, hidden: true }));
  await waitFor(() => expect(address.value.path).toBe("/admin/venues/v/plans"));
  expect(
    asked.find(({ body }) => (body as { isDryRun?: boolean })?.isDryRun === false)?.body,
  ).toEqual({
    revision: 1,
    prices: [{ id: "vip", priceMinor: 5_000, feeMinor: 0 }],
    isDryRun: false,
    seenPlanHash: planHash,
  });
});
