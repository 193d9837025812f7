import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Employer } from "../../../contract/admin/organizations.ts";
import { type Role, rightsOf } from "../../../contract/admin/rights.ts";
import type { Account } from "../../../contract/people/accounts.ts";
import { concert } from "../../../../test/support/worker/admin-concert.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { account } from "../../state/session.ts";
import { AdminPage } from "../admin-page.tsx";
import { employer } from "../staff/employer.ts";

const { adminConcerts: w, adminVenues, adminActs } = whole.ko;
const [date] = concert.dates;
if (!date) throw new Error("the concert has a date");

type Asked = { method: string; path: string; body: unknown; ifMatch: string | undefined };
let asked: Asked[];

function employerAs(role: Role): Employer {
  const grant = { organizationId: "o", isOperator: false, role, concertId: null };
  return { id: "o", name: { ko: "단체", en: "Org" }, isOperator: false, rights: rightsOf([grant]) };
}

/** Opens the concert's page; a change gets these answers in turn. */
async function open(role: Role, changes: object[] = [], shown = concert) {
  const acts = { items: [], nextCursor: null };
  const reads: Record<string, unknown> = {
    "/me/organizations": { items: [employerAs(role)] },
    [`/admin/concerts/${concert.id}`]: shown,
    "/admin/acts": acts,
  };
  vi.stubGlobal("fetch", (url: string, { method = "GET", headers, body }: RequestInit = {}) => {
    const path = url.replace("/api/v1", "").split("?")[0] ?? "";
    if (method === "GET") return Promise.resolve(Response.json(reads[path] ?? {}));
    const said = typeof body === "string" ? (JSON.parse(body) as unknown) : null;
    const ifMatch = (headers as Record<string, string>)["if-match"];
    asked.push({ method, path, body: said, ifMatch });
    const { refused, ...answer } = (changes.shift() ?? {}) as { refused?: number };
    return Promise.resolve(new Response(JSON.stringify(answer), { status: refused ?? 200 }));
  });
  navigate(`/admin/concerts/${concert.id}`);
  account.value = { id: "a", name: "김하늘", email: "a@b.test", isStaff: true } as Account;
  render(<AdminPage params={{}} query={new URLSearchParams()} />);
  await screen.findByRole("heading", { level: 1, name: concert.title.ko });
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

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

it("[CH51] the page of a concert lists its dates, and offers a change only to those who may make it", async () => {
  await open("auditor");
  const table = within(screen.getByRole("group", { name: w.dates }));
  expect(table.getByText(w.soldOf("20", "200"), { exact: false })).toBeTruthy();
  for (const name of [w.editTexts, w.acts.edit, w.acts.move])
    expect(screen.queryByRole("button", { name })).toBeNull();
  cleanup();
  forgetLoaded();
  await open("manager");
  for (const name of [w.editTexts, w.acts.edit, w.acts.move, w.acts.duplicate])
    expect(screen.getByRole("button", { name })).toBeTruthy();
});

it("[CH52] a date's form says what a change means, sends only what was changed, and keeps it when somebody was faster", async () => {
  const faster = {
    refused: 412,
    code: "changed-meanwhile",
    errors: [{ pointer: "/hold_ms", detail: "60000 (이하나)" }],
  };
  await open("manager", [faster, date]);
  press(w.acts.edit);
  const meaning = screen.getByRole("list", { name: w.concerned }).textContent;
  for (const line of [
    w.holders("12", "20"),
    w.inLine("4", "5"),
    w.waitlisted("3"),
    w.pricesConcern,
  ])
    expect(meaning).toContain(line);
  type(w.priceOf("R석"), "12000");
  press(w.save);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain(adminActs.field.hold_ms);
  expect(alert.textContent).toContain(adminVenues.changedBy("이하나"));
  press(adminVenues.merge);
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  press(w.save);
  await waitFor(() => expect(asked).toHaveLength(2));
  const sent = { prices: [{ id: "r", priceMinor: 12_000, feeMinor: 1_000 }] };
  for (const each of asked)
    expect(each).toEqual({
      method: "PATCH",
      path: `/admin/schedules/${date.id}`,
      body: sent,
      ifMatch: '"3"',
    });
});

it("[CH53] a move shows first whom it concerns, and happens only with a second press of what was shown", async () => {
  const moved = {
    scheduleId: date.id,
    startsAt: date.startsAt,
    holders: 12,
    orders: 14,
    tickets: 20,
    refundAtMost: { amount: 220_000, currency: "KRW" },
    awaited: 2,
    waitlisted: 3,
    isReminded: true,
    held: 4,
    waiting: 5,
  };
  await open("manager", [moved, moved, moved]);
  press(w.acts.move);
  type(w.newStart, "2099-01-23T19:00");
  type(w.refundUntil, "2099-01-10");
  type(w.reasonKo, "무대 사정");
  type(w.reasonEn, "The stage");
  press(w.preview);
  await screen.findByRole("button", { name: w.moveYes });
  const meaning = screen.getByRole("list", { name: w.concerned }).textContent;
  for (const line of [w.told("12"), w.awaited("2"), w.remindedAgain, "220,000"])
    expect(meaning).toContain(line);
  // Another day is another move, which is shown anew.
  type(w.refundUntil, "2099-01-11");
  press(w.preview);
  await screen.findByRole("button", { name: w.moveYes });
  press(w.moveYes);
  await waitFor(() => expect(asked).toHaveLength(3));
  expect(asked.map(({ body }) => (body as { isDryRun: boolean }).isDryRun)).toEqual([
    true,
    true,
    false,
  ]);
  expect(asked[2]?.body).toMatchObject({
    startsAt: "2099-01-23T10:00:00.000Z",
    refundUntil: "2099-01-11",
    reason: { ko: "무대 사정", en: "The stage" },
  });
});

it("[CH54] the concert's form sends only the texts that were changed", async () => {
  await open("marketing", [concert]);
  press(w.editTexts);
  type(`${w.notice}, ${adminVenues.korean}`, "주차 없음");
  type(`${w.notice}, ${adminVenues.english}`, "No parking");
  press(w.save);
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toEqual({
    method: "PATCH",
    path: `/admin/concerts/${concert.id}`,
    body: { notice: { ko: "주차 없음", en: "No parking" } },
    ifMatch: '"7"',
  });
});

it("[CH55] a duplicated date has the plan, the prices, the limits and the terms of the first", async () => {
  await open("manager", [{ id: "d2" }]);
  press(w.acts.duplicate);
  type(w.newStart, "2099-02-16T19:00");
  type(w.saleClosesAt, "2099-02-16T18:00");
  press(w.duplicateYes);
  await screen.findByRole("button", { name: w.acts.duplicate });
  // One request, so that the date is never on sale without its terms.
  expect(asked).toMatchObject([
    {
      path: "/admin/schedules",
      body: {
        likeScheduleId: date.id,
        planHash: date.planHash,
        startsAt: "2099-02-16T10:00:00.000Z",
        zones: [{ id: "r", priceMinor: 10_000, feeMinor: 1_000 }],
        holdMs: 300_000,
      },
    },
  ]);
});

it("[CH74] a presale's form sends only what was changed, and a presale is ended only after a question", async () => {
  const presale = {
    id: "00000000-0000-4000-8000-0000000000a1",
    name: { ko: "팬클럽", en: "Fan club" },
    opensAt: "2026-11-01T00:00:00.000Z",
    closesAt: "2099-01-01T00:00:00.000Z",
    seatsMax: 50,
    isPaused: false,
    codes: 1,
    emails: 2,
    verified: 9,
  };
  const shown = { ...concert, dates: [{ ...date, presales: [presale] }] };
  await open("marketing", [date, date, date], shown);
  expect(screen.queryByRole("button", { name: w.acts.move })).toBeNull();
  press(w.acts.presales);
  expect(screen.getByText(w.verified("9"), { exact: false })).toBeTruthy();
  press(w.pause);
  await waitFor(() => expect(asked).toHaveLength(1));
  press(w.acts.edit);
  type(`${whole.ko.adminPresale.seatsMax} · ${w.optional}`, "");
  type(`${w.addCodes} · ${w.optional}`, "AURORA 3\nDAWN");
  press(w.save);
  await waitFor(() => expect(asked).toHaveLength(2));
  await screen.findByRole("button", { name: w.acts.presales });
  press(w.acts.presales);
  press(w.end);
  const dialog = screen.getByRole("dialog", { name: w.endSure("팬클럽"), hidden: true });
  fireEvent.click(within(dialog).getByRole("button", { name: w.end, hidden: true }));
  await waitFor(() => expect(asked).toHaveLength(3));
  expect(asked.map(({ body }) => body)).toEqual([
    { isPaused: true },
    { seatsMax: null, addCodes: [{ code: "AURORA", usesMax: 3 }, { code: "DAWN" }] },
    { isEnded: true },
  ]);
  for (const { path, ifMatch } of asked)
    expect([path, ifMatch]).toEqual([`/admin/presales/${presale.id}`, '"3"']);
});

it("[CH56] the price types and the members' discounts of a date can change, and its other discounts stay", async () => {
  await open("manager", [{ revision: date.revision + 1 }]);
  press(w.acts.discounts);
  const prices = whole.ko.concertDraft.prices;
  press(prices.addType);
  const named = within(await screen.findByRole("group", { name: prices.typeName }));
  const { languages } = whole.ko.concertDraft;
  fireEvent.input(named.getByLabelText(languages.ko), { target: { value: "청소년" } });
  fireEvent.input(named.getByLabelText(languages.en), { target: { value: "Youth" } });
  press(prices.save);
  press(prices.addMember);
  type(prices.tier, "gold");
  press(prices.save);
  expect(asked).toEqual([]);
  press(w.save);
  await waitFor(() => expect(asked).toHaveLength(1));
  const { body } = asked[0] as { body: { discounts: typeof date.discounts } };
  expect(Object.keys(body)).toEqual(["discounts"]);
  expect(body.discounts.priceTypes.at(-1)).toMatchObject({
    name: { ko: "청소년", en: "Youth" },
    cut: { percent: 30 },
  });
  expect(body.discounts.automatic).toEqual([
    ...date.discounts.automatic,
    expect.objectContaining({ kind: "member", tier: "gold", cut: { percent: 10 } }),
  ]);
  expect(asked[0]?.ifMatch).toBe(`"${date.revision}"`);
});
