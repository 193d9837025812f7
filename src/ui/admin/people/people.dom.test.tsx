import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Employer } from "../../../contract/admin/organizations.ts";
import type { Person } from "../../../contract/admin/people/people.ts";
import { type Role, rightsOf } from "../../../contract/admin/rights.ts";
import type { Account } from "../../../contract/people/accounts.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { account } from "../../state/session.ts";
import { AdminPage } from "../admin-page.tsx";
import { employer } from "../staff/employer.ts";

const { peoplePages: w } = whole.ko;
const me = { id: "a", name: "김하늘", email: "a@b.test", isStaff: true } as Account;
const other = { id: "b", name: "이무대" };
const won = (amount: number) => ({ amount, currency: "KRW" as const });
const person: Person = {
  id: "f",
  name: "박별",
  email: "p***@example.com",
  tier: "gold",
  tierSeen: "0f".repeat(16),
  createdAt: "2026-11-01T00:00:00.000Z",
  suspendedAt: null,
  orders: 2,
  spent: won(50_000),
  lastOrderAt: "2026-11-20T00:00:00.000Z",
  locale: "ko",
  isTierByHand: false,
  suspension: null,
  balance: won(5_000),
  waits: [],
  devices: [],
  messages: [],
  liveOrders: 1,
  roles: [],
  corrections: [
    {
      id: "k",
      amount: won(-3_000),
      reason: "두 번 충전",
      askedBy: other,
      askedAt: "2026-11-21T00:00:00.000Z",
      state: "asked",
      decidedBy: null,
      decidedAt: null,
    },
    {
      id: "m",
      amount: won(1_000),
      reason: "약속",
      askedBy: { id: me.id, name: me.name },
      askedAt: "2026-11-22T00:00:00.000Z",
      state: "asked",
      decidedBy: null,
      decidedAt: null,
    },
  ],
};

const ordersFound = [
  { id: "to-come", state: "paid", startsAt: "2099-01-01T00:00:00.000Z" },
  { id: "over", state: "paid", startsAt: "2020-01-01T00:00:00.000Z" },
  { id: "gone", state: "cancelled", startsAt: "2099-01-01T00:00:00.000Z" },
];

let asked: { what: string; body: unknown }[];

async function open(role: Role, more: Partial<Person> = {}): Promise<void> {
  const grant = { organizationId: "o", isOperator: true, role, concertId: null };
  const troupe: Employer = {
    id: "o",
    name: { ko: "극단", en: "Troupe" },
    isOperator: true,
    rights: rightsOf([grant]),
  };
  const reads: Record<string, unknown> = {
    "/me/organizations": { items: [troupe] },
    "/admin/people/f": { ...person, ...more },
    "/admin/orders": {
      items: ordersFound,
      nextCursor: null,
      total: null,
      readAs: [],
      isCut: false,
    },
    "/admin/acts": { items: [], nextCursor: null },
  };
  const writes: Record<string, unknown> = {
    "/admin/people/f/look": { email: "park@example.com", name: "박별" },
    "/admin/people/f/suspension": {
      person: { ...person, suspendedAt: "2026-11-30T00:00:00.000Z", suspension: "되팔이" },
      unreached: 0,
    },
    "/admin/refund-jobs": { id: "j" },
    "/admin/people/f/corrections/k/decision": { ...person, corrections: [] },
  };
  vi.stubGlobal("fetch", (url: string, { method = "GET", body }: RequestInit = {}) => {
    const path = url.replace("/api/v1", "").split("?")[0] ?? "";
    if (method === "GET") return Promise.resolve(Response.json(reads[path] ?? {}));
    const said = typeof body === "string" ? (JSON.parse(body) as unknown) : null;
    asked.push({ what: `${method} ${path}`, body: said });
    return Promise.resolve(Response.json(writes[path] ?? {}));
  });
  navigate("/admin/people/f");
  render(<AdminPage params={{}} query={new URLSearchParams()} />);
  await screen.findByRole("heading", { level: 1, name: "박별" });
}
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

beforeEach(() => {
  asked = [];
  account.value = me;
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

it("[PP8] the page of a person shows the masked address only for a reason, and suspends for one", async () => {
  await open("owner");
  press(w.look);
  const dialog = within(screen.getByRole("dialog"));
  const yes = dialog.getByRole<HTMLButtonElement>("button", { name: w.look });
  expect(yes.disabled).toBe(true);
  fireEvent.input(dialog.getByLabelText(w.reason), {
    target: { value: "전화 문의" },
  });
  fireEvent.click(yes);
  await screen.findByText("park@example.com");
  press(w.suspend);
  fireEvent.input(screen.getByLabelText(w.reason), {
    target: { value: "되팔이" },
  });
  press(w.suspendYes);
  await screen.findByText("되팔이");
  expect(screen.getByRole("button", { name: w.restore })).toBeTruthy();
  expect(asked.map(({ what, body }) => [what, body])).toEqual([
    ["POST /admin/people/f/look", { reason: "전화 문의" }],
    ["POST /admin/people/f/suspension", { reason: "되팔이", withRoles: false }],
  ]);
});

it("[PP8] a correction is decided by somebody else than who asked for it, and not by an auditor", async () => {
  await open("owner");
  // Mine is the other one.
  expect(screen.getAllByRole("button", { name: w.approve })).toHaveLength(1);
  press(w.approve);
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toEqual({
    what: "POST /admin/people/f/corrections/k/decision",
    body: { isApproved: true },
  });
  cleanup();
  forgetLoaded();
  await open("auditor");
  for (const name of [w.approve, w.correct, w.suspend, w.setTier])
    expect(screen.queryByRole("button", { name })).toBeNull();
});

it("[PP11] the dialog of a suspension names the roles that end, and the tickets stay or become a job of refunds", async () => {
  const roles = [{ organization: { ko: "극단", en: "Troupe" }, role: "finance" as const }];
  await open("owner", { roles });
  press(w.suspend);
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByText(/극단 \(재무\)/)).toBeTruthy();
  expect(dialog.getByLabelText<HTMLInputElement>(w.ticketsStay).checked).toBe(true);
  fireEvent.click(dialog.getByLabelText(w.ticketsRefunded));
  fireEvent.input(dialog.getByLabelText(w.reason), {
    target: { value: "되팔이" },
  });
  press(w.suspendYes);
  await waitFor(() => expect(location.pathname).toBe("/admin/refunds/j"));
  expect(asked.map(({ what, body }) => [what, body])).toEqual([
    ["POST /admin/people/f/suspension", { reason: "되팔이", withRoles: true }],
    [
      "POST /admin/refund-jobs",
      {
        selection: { orders: ["to-come"] },
        money: { by: "full" },
        seat: "sale",
        to: "original",
        reason: "되팔이",
      },
    ],
  ]);
});
