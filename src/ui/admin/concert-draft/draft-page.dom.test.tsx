import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Employer } from "../../../contract/admin/organizations.ts";
import { rightsOf } from "../../../contract/admin/rights.ts";
import { type ConcertDocument, emptyDocument } from "../../../contract/concert-draft/documents.ts";
import { krIndustry } from "../../../contract/money/refund-rules.ts";
import type { Account } from "../../../contract/people/accounts.ts";
import { whole } from "../../i18n/whole.ts";
import { smallPlan } from "../../seat-map/drawing/small-plan.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { isOnline } from "../../state/online.ts";
import { address, navigate } from "../../state/router.ts";
import { account } from "../../state/session.ts";
import { AdminPage } from "../admin-page.tsx";
import { employer } from "../staff/employer.ts";

const { concertDraft: w } = whole.ko;
const both = (text: string) => ({ ko: text, en: text });
const me = { id: "a", name: "김하늘", email: "a@frontrow.test", isStaff: true } as Account;
const owner = { organizationId: "o", isOperator: false, role: "owner", concertId: null } as const;
const troupe: Employer = {
  id: "o",
  name: both("극단 달"),
  isOperator: false,
  rights: rightsOf([owner]),
};
const draftId = "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e";
const hash = "a".repeat(64);
const venue = {
  id: "v",
  revision: 1,
  name: both("둥근극장"),
  city: both("서울"),
  address: both("대학로 1"),
  timeZone: "Asia/Seoul",
  capacity: null,
  archivedAt: null,
};

let stored: { revision: number; document: ConcertDocument; by: string };
let asked: { path: string; method: string; body: unknown }[];
let isDown: boolean;

const draft = () => ({
  id: draftId,
  revision: stored.revision,
  document: stored.document,
  concertId: null,
  createdAt: "2026-11-30T00:00:00.000Z",
  updatedAt: "2026-11-30T00:00:00.000Z",
  updatedBy: { id: "b", name: stored.by },
});

function answerTo(method: string, path: string, init: RequestInit): [number, unknown] {
  const headers = init.headers as Record<string, string>;
  if (path === "/me/organizations") return [200, { items: [troupe] }];
  if (path === "/admin/organization")
    return [200, { id: "o", revision: 1, name: both("극단"), identity: null }];
  if (path.startsWith("/admin/venues?")) return [200, { items: [venue], nextCursor: null }];
  if (path.startsWith("/admin/concerts?")) return [200, { items: [], nextCursor: null }];
  if (path === `/plans/${hash}`) return [200, smallPlan];
  if (path.startsWith("/admin/concert-drafts?") || path === "/admin/concert-drafts") {
    const summary = { ...draft(), title: both("달"), poster: null, venue: null };
    const times = { dateCount: 0, firstStart: null, lastStart: null };
    return method === "POST"
      ? [201, { ...draft(), id: "copy" }]
      : [200, { items: [{ ...summary, ...times }], nextCursor: null }];
  }
  if (path !== `/admin/concert-drafts/${draftId}`) return [404, { code: "not-found" }];
  if (method === "GET") return [200, draft()];
  if (headers["if-match"] !== `"${stored.revision}"`) return [412, { code: "changed-meanwhile" }];
  stored = {
    revision: stored.revision + 1,
    document: JSON.parse(init.body as string) as ConcertDocument,
    by: me.name,
  };
  return [200, { id: draftId, revision: stored.revision, updatedAt: new Date().toISOString() }];
}

function open(step: string): void {
  navigate(`/admin/concert-drafts/${draftId}?step=${step}`);
  render(<AdminPage params={{}} query={address.value.query} />);
}
const heading = (step: keyof typeof w.steps) =>
  screen.findByRole("heading", { level: 2, name: w.steps[step] });
const field = (name: string) => screen.findByLabelText<HTMLInputElement>(name);
const type = (element: Element, value: string) => fireEvent.input(element, { target: { value } });
const saved = (check: (document: ConcertDocument) => void) =>
  waitFor(() => check(stored.document), { timeout: 5_000 });

beforeEach(() => {
  asked = [];
  isDown = false;
  stored = {
    revision: 1,
    document: { ...emptyDocument(), venueId: "v", planHash: hash },
    by: me.name,
  };
  account.value = me;
  localStorage.clear();
  forgetLoaded();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const path = url.replace("/api/v1", "");
    const { method = "GET", body } = init;
    asked.push({ path, method, body: typeof body === "string" ? JSON.parse(body) : null });
    if (isDown) throw new TypeError("no network");
    const [status, answer] = answerTo(method, path, init);
    return new Response(JSON.stringify(answer), { status });
  });
  HTMLCanvasElement.prototype.getContext = () => null;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  account.value = undefined;
  employer.value = undefined;
  isOnline.value = true;
});

it("[CW14] each step has its form, and its heading has the focus", async () => {
  const names = Object.keys(w.steps) as (keyof typeof w.steps)[];
  for (const step of names) {
    open(step);
    const shown = await heading(step);
    await waitFor(() => expect(document.activeElement).toBe(shown));
    const list = screen.getByRole("navigation", { name: w.stepList });
    expect(within(list).getAllByRole("link")).toHaveLength(names.length);
    expect(list.querySelector("[aria-current]")?.textContent).toContain(w.steps[step]);
    cleanup();
    forgetLoaded();
  }
});

it("[CW15] a text without its translation has a mark, and what is typed is saved without a button", async () => {
  open("basics");
  await heading("basics");
  const [korean, english] = [
    document.getElementById("at/title-ko") as HTMLInputElement,
    document.getElementById("at/title-en") as HTMLInputElement,
  ];
  expect(screen.queryByText(w.missingEnglish)).toBeNull();
  type(korean, "달과 자전거");
  await screen.findByText(w.missingEnglish);
  type(english, "Moon and Bicycle");
  await waitFor(() => expect(screen.queryByText(w.missingEnglish)).toBeNull());
  await saved(({ title }) => expect(title).toEqual({ ko: "달과 자전거", en: "Moon and Bicycle" }));
  await screen.findByText(w.save.saved);
});

it("[CW16] without a network the draft says that what was typed is kept, and saves it on request", async () => {
  open("basics");
  await heading("basics");
  isDown = true;
  type(document.getElementById("at/artist-ko") as HTMLInputElement, "극단 달");
  await screen.findByText(w.save.offline, {}, { timeout: 5_000 });
  isDown = false;
  fireEvent.click(screen.getByRole("button", { name: w.save.again }));
  await saved(({ artist }) => expect(artist.ko).toBe("극단 달"));
  await screen.findByText(w.save.saved);
});

it("[CW17] a refused save names the other person, and keeps both texts on request", async () => {
  open("basics");
  await heading("basics");
  stored = { ...stored, revision: 2, by: "이매표" };
  stored.document = { ...stored.document, runningMinutes: 90 };
  type(document.getElementById("at/title-ko") as HTMLInputElement, "밤");
  await screen.findByText(w.save.refusedBy("이매표"), {}, { timeout: 5_000 });
  expect(document.getElementById("at/title-ko")).toHaveProperty("value", "밤");
  fireEvent.click(screen.getByRole("button", { name: w.save.joinBoth }));
  await saved(({ title, runningMinutes }) => {
    expect([title.ko, runningMinutes]).toEqual(["밤", 90]);
  });
  expect(screen.queryByText(w.save.refusedBy("이매표"))).toBeNull();
});

it("[CW23] a draft that is opened again shows what was saved last, also while that save is under way", async () => {
  open("basics");
  await heading("basics");
  type(document.getElementById("at/title-ko") as HTMLInputElement, "밤");
  cleanup();
  open("basics");
  await heading("basics");
  expect(document.getElementById("at/title-ko")).toHaveProperty("value", "밤");
  type(document.getElementById("at/title-ko") as HTMLInputElement, "밤과 낮");
  await saved(({ title }) => expect(title.ko).toBe("밤과 낮"));
});

it("[CW18] a rule makes the table of dates, and dates are changed and left out one by one or together", async () => {
  open("dates");
  await heading("dates");
  const rule = await field(w.dates.rule);
  fireEvent.focus(rule);
  type(rule, "토 14:00, 19:00 · 2027-09-04–2027-09-18");
  await saved(({ dates }) => expect(dates.rows).toHaveLength(6));
  type(rule, "토 14:00, 19:00 · 샌드위치");
  await screen.findByText(w.dates.fault("unknown-word", "샌드위치"));
  expect(rule.getAttribute("aria-invalid")).toBe("true");
  type(rule, "토 14:00, 19:00 · 2027-09-04–2027-09-18");
  const [first, second] = screen.getAllByRole("checkbox", { name: /고르기$/ }).slice(1);
  fireEvent.click(first as Element);
  fireEvent.click(second as Element);
  const bulk = await screen.findByRole("group", { name: w.dates.bulk(2) });
  fireEvent.click(within(bulk).getByRole("button", { name: w.dates.leaveOut }));
  await saved(({ dates }) => {
    expect([dates.rows.length, dates.removed.length]).toEqual([4, 2]);
  });
  fireEvent.click(screen.getAllByRole("button", { name: /다시 넣기$/ })[0] as Element);
  await saved(({ dates }) => expect(dates.rows).toHaveLength(5));
});

it("[CW19] a finding leads to the step and the field that it is about", async () => {
  open("basics");
  await heading("basics");
  const title = w.findings["opening-missing"][0] ?? "";
  const line = (await screen.findByText(title)).closest("li") as HTMLElement;
  fireEvent.click(within(line).getByRole("button"));
  expect(address.value.query.get("step")).toBe("sale");
  cleanup();
  open("sale");
  await heading("sale");
  const { focusPlace } = await import("./fields/placed.ts");
  expect(focusPlace("/sale/opensAt")).toBe(true);
  expect(document.activeElement?.id).toBe("at/sale/opensAt");
  // A place that has no field of its own is found by what contains it.
  expect(focusPlace("/sale/closesMinutes/more")).toBe(true);
  expect(document.activeElement?.id).toBe("at/sale/closesMinutes");
});

it("[CW20] prices are typed with their fees, and a number out of range is not saved", async () => {
  open("prices");
  await heading("prices");
  const [zone] = smallPlan.zones;
  const price = await field(w.prices.priceOf(zone?.name.ko ?? ""));
  type(price, "119,000");
  type(await field(w.prices.feeOf(zone?.name.ko ?? "")), "2000");
  await saved(({ priceLists }) => {
    expect(priceLists[0]?.zones).toEqual([{ id: zone?.id, priceMinor: 119_000, feeMinor: 2_000 }]);
  });
  type(price, "119000000000");
  await screen.findByText(w.numberFault("0", "100,000,000"));
  expect(price.getAttribute("aria-invalid")).toBe("true");
});

it("[CW24] refund rules of one's own begin with the chosen ones, and a period may count from the booking", async () => {
  open("refunds");
  await heading("refunds");
  fireEvent.click(
    screen.getByRole("radio", { name: new RegExp(w.refunds.policies["kr-industry"]) }),
  );
  fireEvent.click(screen.getByRole("radio", { name: new RegExp(w.refunds.policies.custom) }));
  await saved(({ refundPolicy }) => {
    expect(refundPolicy).toEqual({ ...krIndustry(), name: "custom" });
  });
  const period = within(screen.getByRole("group", { name: w.refunds.period(1) }));
  const [days, hours] = period.getAllByLabelText(w.refunds.bandFields.daysSinceBookingMax);
  if (!days || !hours) throw new Error("a period counts days and hours from the booking");
  type(days, "");
  type(hours, "36");
  type(period.getByLabelText(w.refunds.bandFields.flatMinor), "1,000");
  await saved(({ refundPolicy }) => {
    expect(refundPolicy.bands[0]).toEqual({
      when: { daysBeforeMin: 10, hoursSinceBookingMax: 36 },
      charge: { flatMinor: 1_000 },
    });
  });
});

it("[CW21] the list of concerts begins a draft, and a copy of one", async () => {
  navigate("/admin/concerts");
  render(<AdminPage params={{}} query={address.value.query} />);
  fireEvent.click(await screen.findByRole("button", { name: w.list.duplicateOf("달") }));
  await waitFor(() => expect(address.value.path).toBe("/admin/concert-drafts/copy"));
  const begun = () => asked.filter(({ method }) => method === "POST").map(({ body }) => body);
  expect(begun()).toEqual([{ fromDraftId: draftId }]);
  fireEvent.click(screen.getByRole("button", { name: w.list.create }));
  await waitFor(() => expect(begun()).toEqual([{ fromDraftId: draftId }, {}]));
});
