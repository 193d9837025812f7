import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Employer } from "../../../contract/admin/organizations.ts";
import { type Role, rightsOf } from "../../../contract/admin/rights.ts";
import type { AdminVenue } from "../../../contract/admin/venues.ts";
import type { Account } from "../../../contract/people/accounts.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { address, navigate } from "../../state/router.ts";
import { account } from "../../state/session.ts";
import { AdminPage } from "../admin-page.tsx";
import { employer } from "../staff/employer.ts";

const { adminVenues: w, adminActs } = whole.ko;
const both = (text: string) => ({ ko: text, en: text });
const venue: AdminVenue = {
  id: "v1",
  revision: 3,
  name: both("물결홀"),
  city: both("서울"),
  address: both("물결로 1"),
  timeZone: "Asia/Seoul",
  transit: null,
  access: null,
  position: null,
  gates: [],
  capacity: 800,
  contact: null,
  archivedAt: null,
  planCount: 2,
  comingDates: 0,
};

type Asked = { method: string; path: string; body: unknown; headers: Record<string, string> };
let asked: Asked[];
let answers: Record<string, unknown>;

function employerAs(role: Role): Employer {
  const grant = { organizationId: "o", isOperator: false, role, concertId: null };
  return { id: "o", name: both("단체"), isOperator: false, rights: rightsOf([grant]) };
}

function open(path: string, role: Role, more: Record<string, unknown>): void {
  answers = { "GET /me/organizations": { items: [employerAs(role)] }, ...more };
  vi.stubGlobal("fetch", (url: string, init: RequestInit = {}) => {
    const { method = "GET", headers, body } = init;
    const to = url.replace("/api/v1", "");
    const said = typeof body === "string" ? (JSON.parse(body) as unknown) : null;
    asked.push({ method, path: to, body: said, headers: headers as Record<string, string> });
    const found = answers[`${method} ${to}`] ?? answers[`${method} ${to.split("?")[0]}`];
    const { refused, ...answer } = (found ?? { refused: 404, code: "not-found" }) as {
      refused?: number;
    };
    return Promise.resolve(new Response(JSON.stringify(answer), { status: refused ?? 200 }));
  });
  navigate(path);
  account.value = { id: "a", name: "김하늘", email: "a@b.test", isStaff: true } as Account;
  render(<AdminPage params={{}} query={new URLSearchParams()} />);
}

const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label);
const type = async (label: string, value: string) =>
  fireEvent.input(await field(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

beforeEach(() => {
  asked = [];
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
  account.value = undefined;
  employer.value = undefined;
});

it("[VN15] an empty list of venues leads to the first one, and a list marks a missing translation", async () => {
  open("/admin/venues", "manager", { "GET /admin/venues": { items: [], nextCursor: null } });
  await screen.findByText(w.none);
  const links = screen.getAllByRole("link", { name: w.add });
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "/admin/venues/new",
    "/admin/venues/new",
  ]);
  cleanup();
  forgetLoaded();
  const items = [venue, { ...venue, id: "v2", name: { ko: "새 홀", en: "" } }];
  open("/admin/venues", "finance", { "GET /admin/venues": { items, nextCursor: null } });
  const line = (await screen.findByText("새 홀")).closest("tr");
  expect(line?.textContent).toContain(w.missing);
  expect(screen.getByText("물결홀").closest("tr")?.textContent).not.toContain(w.missing);
  expect(screen.queryByRole("link", { name: w.add })).toBeNull();
});

it("[VN16] a venue's form names its faults at the fields, and sends the whole venue with the revision that it saw", async () => {
  open("/admin/venues/v1", "manager", {
    "GET /admin/venues/v1": venue,
    "PUT /admin/venues/v1": { ...venue, revision: 4, capacity: 900 },
  });
  await type(w.capacity.concat(" · ", w.optional), "many");
  press(w.save);
  expect((await field(`${w.capacity} · ${w.optional}`)).getAttribute("aria-invalid")).toBe("true");
  await screen.findByText(w.fault.badNumber);
  expect(asked.some(({ method }) => method === "PUT")).toBe(false);
  await type(`${w.capacity} · ${w.optional}`, "900");
  press(w.save);
  await waitFor(() => expect(asked.some(({ method }) => method === "PUT")).toBe(true));
  const sent = asked.find(({ method }) => method === "PUT");
  const {
    id: _,
    revision: __,
    archivedAt: ___,
    planCount: ____,
    comingDates: _____,
    ...rest
  } = venue;
  expect(sent?.body).toEqual({ ...rest, capacity: 900 });
  expect(sent?.headers["if-match"]).toBe('"3"');
});

it("[VN17] a save of a venue that somebody else changed shows what they changed, and keeps both on request", async () => {
  const errors = [{ pointer: "/city", detail: '{"ko":"부산","en":"Busan"} (이매표)' }];
  open("/admin/venues/v1", "manager", {
    "GET /admin/venues/v1": venue,
    "PUT /admin/venues/v1": { refused: 412, code: "changed-meanwhile", errors },
  });
  await type(`${w.capacity} · ${w.optional}`, "900");
  press(w.save);
  const told = await screen.findByText(w.changedTitle);
  const note = told.closest("[role=alert]");
  expect(note?.textContent).toContain(`${adminActs.field.city} 부산`);
  expect(note?.textContent).toContain(w.changedBy("이매표"));
  answers["GET /admin/venues/v1"] = { ...venue, revision: 4, city: both("부산") };
  press(w.merge);
  const city = await field(`${w.city}, ${w.korean}`);
  await waitFor(() => expect(city.value).toBe("부산"));
  expect((await field(`${w.capacity} · ${w.optional}`)).value).toBe("900");
  answers["PUT /admin/venues/v1"] = { ...venue, revision: 5 };
  press(w.save);
  await waitFor(() => expect(asked.at(-1)?.headers["if-match"]).toBe('"4"'));
});

it("[VN18] a link away from unsaved changes asks first", async () => {
  open("/admin/venues/v1", "manager", { "GET /admin/venues/v1": venue });
  const back = await screen.findByRole("link", { name: w.back });
  await type(`${w.city}, ${w.english}`, "Busan");
  fireEvent.click(back);
  await screen.findByText(w.leaveTitle);
  expect(address.value.path).toBe("/admin/venues/v1");
  press(w.leave);
  await waitFor(() => expect(address.value.path).toBe("/admin/venues"));
});

it("[VN19] a venue with dates to come cannot be archived and keeps its time zone, and another says first what archiving means", async () => {
  open("/admin/venues/v1", "manager", { "GET /admin/venues/v1": { ...venue, comingDates: 2 } });
  await screen.findByText(w.archiveBlocked("2"));
  expect((await field(w.timeZone)).disabled).toBe(true);
  expect(screen.queryByRole("button", { name: w.archiveYes })).toBeNull();
  cleanup();
  forgetLoaded();
  open("/admin/venues/v1", "manager", {
    "GET /admin/venues/v1": venue,
    "POST /admin/venues/v1/archive": { ...venue, archivedAt: "2026-11-30T10:00:00Z" },
  });
  await screen.findByText(w.archiveText);
  press(w.archiveYes);
  await screen.findByText(w.archiveAsk("물결홀"));
  expect(asked.some(({ method }) => method === "POST")).toBe(false);
  fireEvent.click(screen.getAllByRole("button", { name: w.archiveYes }).at(-1)!);
  await screen.findByText(w.isArchived);
});

it("[VN20] somebody without the right to edit venues reads them and can change nothing", async () => {
  open("/admin/venues/v1", "box-office", { "GET /admin/venues/v1": venue });
  const capacity = await field(`${w.capacity} · ${w.optional}`);
  expect(capacity.disabled).toBe(true);
  expect(screen.queryByRole("button", { name: w.save })).toBeNull();
  expect(screen.queryByText(w.archive)).toBeNull();
});
