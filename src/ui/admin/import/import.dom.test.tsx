import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ImportPreview } from "../../../contract/import/imports.ts";
import { readTable } from "../../../contract/plan/exchange/csv.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { exampleTable, faultTable } from "./fault-file.ts";
import { employer } from "../staff/employer.ts";
import { PresaleCard } from "../sales/presale-card.tsx";
import { ImportLinks } from "./import-links.tsx";
import { ImportPage } from "./import-page.tsx";

const w = whole.ko.adminImport;
const both = (text: string) => ({ ko: text, en: text });
const presale = {
  id: "p1",
  name: both("팬클럽"),
  opensAt: "2027-01-01T00:00:00Z",
  closesAt: "2027-01-02T00:00:00Z",
};
const schedule = {
  id: "s1",
  title: both("파도"),
  venue: both("물결홀"),
  timeZone: "Asia/Seoul",
  startsAt: "2027-01-16T10:00:00Z",
  presales: [presale],
};
const preview: ImportPreview = {
  id: "i1",
  kind: "emails",
  encoding: "cp949",
  rowCount: 3,
  counts: { add: 1, change: 0, none: 1 },
  faultyRows: 1,
  columns: ["email"],
  ignored: ["전화"],
  rows: [
    { line: 2, effect: "add", cells: ["a@b.co"], before: null },
    { line: 3, effect: "none", cells: ["c@d.co"], before: null },
  ],
  faults: [{ line: 4, column: "email", code: "not-an-email", text: "=HYPERLINK(1)" }],
};

let asked: { what: string; body: unknown }[];
let answers: Record<string, { status?: number; body: unknown }>;

beforeEach(() => {
  asked = [];
  forgetLoaded();
  answers = {
    "GET /admin/schedules": { body: { items: [schedule], nextCursor: null } },
    "GET /admin/schedules/s1": { body: { schedule, live: null } },
    "POST /admin/imports": { status: 201, body: preview },
    "POST /admin/imports/i1/commit": {
      body: { counts: { add: 1, change: 0, none: 1 }, skipped: 1 },
    },
  };
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("fetch", (url: string, { method = "GET", body }: RequestInit = {}) => {
    const what = `${method} ${url.replace("/api/v1", "").split("?")[0]}`;
    asked.push({ what, body });
    const { status = 200, body: said } = answers[what] ?? {
      status: 404,
      body: { code: "not-found" },
    };
    return Promise.resolve(new Response(JSON.stringify(said), { status }));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const open = (query: string) =>
  render(<ImportPage params={{}} query={new URLSearchParams(query)} />);
const choose = (name = "list.csv") => {
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) throw new Error("there is no field for a file");
  fireEvent.change(input, { target: { files: [new File(["email\na@b.co"], name)] } });
};

it("[IM20] a table is for a presale or a date that is chosen from those to come", async () => {
  open("kind=emails");
  const link = await screen.findByRole("link", { name: /고르기/ });
  expect(link.getAttribute("href")).toBe("/admin/import?kind=emails&date=s1&presale=p1");
  cleanup();
  forgetLoaded();
  open("kind=prices");
  const date = await screen.findByRole("link", { name: /고르기/ });
  expect(date.getAttribute("href")).toBe("/admin/import?kind=prices&date=s1");
});

it("[IM24] a concert and a presale lead to their imports, for those who can run one", () => {
  const parts = [
    <ImportLinks date="s1" />,
    <PresaleCard schedule={{ ...schedule, sale: "open" } as never} onAdded={() => {}} />,
  ];
  const hrefs = () => screen.queryAllByRole("link").map((link) => link.getAttribute("href"));
  const working = { id: "o", name: both("단체"), isOperator: false };
  employer.value = { ...working, rights: ["sales.read"] };
  render(<>{parts}</>);
  expect(hrefs()).toEqual([]);
  cleanup();
  employer.value = { ...working, rights: ["imports.run"] };
  render(<>{parts}</>);
  expect(hrefs()).toEqual([
    "/admin/import?kind=dates&date=s1",
    "/admin/import?kind=prices&date=s1",
    "/admin/import?kind=codes&date=s1&presale=p1",
    "/admin/import?kind=emails&date=s1&presale=p1",
  ]);
  employer.value = undefined;
});

it("[IM21] a file shows what each row will do and what is wrong with it, and only the button does it", async () => {
  open("kind=emails&date=s1&presale=p1");
  await screen.findByText("팬클럽");
  choose();
  const row = (await screen.findByText("a@b.co")).closest("tr");
  expect(row?.textContent).toContain(w.effect.add);
  expect(screen.getByText(w.fault["not-an-email"])).toBeTruthy();
  expect(screen.getByText(w.ignored("전화"))).toBeTruthy();
  expect(asked.some(({ what }) => what.endsWith("/commit"))).toBe(false);
  fireEvent.click(screen.getByRole("button", { name: w.commitPartly("1") }));
  await screen.findByText(w.done);
  expect(asked.at(-1)).toEqual({
    what: "POST /admin/imports/i1/commit",
    body: JSON.stringify({ isPartial: true }),
  });
  expect(screen.getByText(w.skipped("1"))).toBeTruthy();
});

it("[IM22] a file that cannot be read says why, and a corrected one can follow at once", async () => {
  const errors = [{ pointer: "/file/no-column", detail: "email (이메일)" }];
  answers["POST /admin/imports"] = {
    status: 400,
    body: { code: "invalid-request", detail: "email (이메일)", errors },
  };
  open("kind=emails&date=s1&presale=p1");
  await screen.findByText("팬클럽");
  choose();
  await screen.findByText(new RegExp(w.fileFault["no-column"].replace(".", "\\.")));
  answers["POST /admin/imports"] = { status: 201, body: { ...preview, faultyRows: 0, faults: [] } };
  choose();
  await waitFor(() => expect(screen.getByRole("button", { name: w.commit("1") })).toBeTruthy());
});

it("[IM23] the file of errors has no formula in any cell, and the example of each kind can be read", () => {
  const texts = { column: (key: string) => key, fault: (code: string) => code };
  const table = faultTable(["line", "column", "why", "says"], preview.faults, texts);
  expect(table).toContain("'=HYPERLINK(1)");
  expect(readTable(table, 9).rows).toEqual([["4", "email", "not-an-email", "=HYPERLINK(1)"]]);
  expect(readTable(exampleTable("prices", "en"), 9).header).toEqual([
    "start",
    "zone",
    "price",
    "fee",
  ]);
});
