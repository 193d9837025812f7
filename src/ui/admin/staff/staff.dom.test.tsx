import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Employer } from "../../../contract/admin/organizations.ts";
import { type Role, rightsOf } from "../../../contract/admin/rights.ts";
import type { Staff } from "../../../contract/admin/staff.ts";
import type { Account } from "../../../contract/people/accounts.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { account } from "../../state/session.ts";
import { AdminPage } from "../admin-page.tsx";
import { employer } from "./employer.ts";
import { JoinPage } from "./join-page.tsx";

const { admin: w, adminStaff } = whole.ko;
const both = (text: string) => ({ ko: text, en: text });
const me = { id: "a", name: "김하늘", email: "a@frontrow.test", isStaff: true } as Account;

function employerAs(role: Role, id = "first"): Employer {
  const grant = { organizationId: id, isOperator: false, role, concertId: null };
  return { id, name: both(id), isOperator: false, rights: rightsOf([grant]) };
}

const person = { id: "p", name: "이매표", email: "p@frontrow.test" };
const staff: Staff = {
  items: [
    {
      id: "member",
      revision: 7,
      account: person,
      role: "manager",
      concert: null,
      joinedAt: "2026-11-01T00:00:00Z",
      suspendedAt: null,
    },
  ],
  invitations: [],
};

type Asked = { path: string; method: string; headers: Record<string, string>; body: unknown };
let asked: Asked[];

/** Answers by path; what is not there is not found. */
function answer(answers: Record<string, unknown>): void {
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const path = url.replace("/api/v1", "");
    const { method = "GET", headers, body } = init;
    const said = typeof body === "string" ? (JSON.parse(body) as unknown) : null;
    asked.push({ path, method, headers: headers as Record<string, string>, body: said });
    const found = answers[`${method} ${path}`];
    return new Response(JSON.stringify(found ?? { code: "not-found" }), {
      status: found === undefined ? 404 : 200,
    });
  });
}

const open = (path: string) => {
  navigate(path);
  account.value = me;
  render(<AdminPage params={{}} query={new URLSearchParams()} />);
};
const links = async () => {
  const nav = await screen.findByRole("navigation", { name: w.menu });
  return [...nav.querySelectorAll("a")].map(({ textContent }) => textContent);
};

beforeEach(() => {
  asked = [];
  localStorage.clear();
  forgetLoaded();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  account.value = undefined;
  employer.value = undefined;
});

it("[AD80] the navigation shows exactly the pages that the role can open", async () => {
  answer({ "GET /me/organizations": { items: [employerAs("marketing")] } });
  open("/admin/payments");
  await screen.findByText(adminStaff.noRight);
  const { nav } = w;
  expect(await links()).toEqual([
    nav.overview,
    nav.venues,
    nav.sales,
    nav.coupons,
    nav.orders,
    nav.reports,
    nav.organization,
  ]);
  expect(asked.map(({ path }) => path)).toEqual(["/me/organizations", "/me/ways-in"]);
});

it("[AD81] a member of several organizations' staff chooses one, and every request names it", async () => {
  const items = [employerAs("owner", "first"), employerAs("auditor", "second")];
  answer({ "GET /me/organizations": { items }, "GET /admin/staff": staff });
  open("/admin/staff");
  await screen.findByText(person.email);
  const choice = screen.getByRole<HTMLSelectElement>("combobox", { name: adminStaff.organization });
  const named = () =>
    asked.findLast(({ path }) => path === "/admin/staff")?.headers["frontrow-organization"];
  expect([choice.value, named()]).toEqual(["first", "first"]);
  fireEvent.change(choice, { target: { value: "second" } });
  expect(employer.value?.id).toBe("second");
  cleanup();
  open("/admin/staff");
  await screen.findByText(person.email);
  expect(named()).toBe("second");
  // An auditor reads the list and is offered no change.
  expect(screen.queryByText(adminStaff.remove)).toBeNull();
});

it("[AD82] a change of a member's role names the revision that the editor saw", async () => {
  answer({
    "GET /me/organizations": { items: [employerAs("owner")] },
    "GET /admin/staff": staff,
    "PATCH /admin/staff/member": { revision: 8 },
  });
  open("/admin/staff");
  const role = await screen.findByLabelText(adminStaff.roleOf(person.name));
  fireEvent.change(role, { target: { value: "finance" } });
  await waitFor(() => expect(asked.some(({ method }) => method === "PATCH")).toBe(true));
  const change = asked.find(({ method }) => method === "PATCH");
  expect(change).toMatchObject({ body: { role: "finance" }, headers: { "if-match": '"7"' } });
});

it("[AD83] the page of an invitation accepts it once its reader is signed in, and leads to the admin pages", async () => {
  const joined = { organizationId: "first", organization: both("푸른 극장"), role: "scanner" };
  answer({ "POST /me/invitations": joined });
  location.hash = "#token=signed";
  account.value = { ...me, isStaff: false };
  render(<JoinPage />);
  fireEvent.click(screen.getByRole("button", { name: adminStaff.join.accept }));
  await screen.findByText(adminStaff.join.done("푸른 극장"));
  expect(asked.at(-1)?.body).toEqual({ token: "signed" });
  expect(account.value?.isStaff).toBe(true);
  expect(screen.getByRole("link").getAttribute("href")).toBe("/admin");
  location.hash = "";
});

it("[AD91] an owner of the operator adds an organization, and the screens show it next", async () => {
  const operator = { ...employerAs("owner"), isOperator: true };
  operator.rights = [...operator.rights, "organizations.create"];
  const organization = { id: "first", revision: 1, name: both("첫 단체"), identity: null };
  const answers: Record<string, unknown> = {
    "GET /me/organizations": { items: [operator] },
    "GET /admin/organization": organization,
    "POST /admin/organizations": { id: "third" },
  };
  answer(answers);
  open("/admin/organization");
  const form = (await screen.findByText(adminStaff.addOrganization)).closest("details");
  const [ko, en] = [...(form?.querySelectorAll("input") ?? [])];
  fireEvent.input(ko as Element, { target: { value: "푸른 극장 " } });
  fireEvent.input(en as Element, { target: { value: "Blue Theater" } });
  answers["GET /me/organizations"] = { items: [operator, employerAs("owner", "third")] };
  fireEvent.submit(form?.querySelector("form") as Element);
  await waitFor(() => expect(employer.value?.id).toBe("third"));
  const added = asked.find(({ method }) => method === "POST");
  expect(added?.body).toEqual({ name: { ko: "푸른 극장", en: "Blue Theater" } });
});

it("[AD93] an invitation can be for one concert, but an owner's is for everything", async () => {
  const answers: Record<string, unknown> = {
    "GET /me/organizations": { items: [employerAs("owner")] },
    "GET /admin/staff": staff,
    "GET /admin/concerts?limit=50": { items: [{ id: "c1", title: both("높은 파도") }] },
    "POST /admin/invitations": { id: "i" },
  };
  answer(answers);
  open("/admin/staff");
  await screen.findByText(person.email);
  const invite = async () => {
    const before = asked.length;
    fireEvent.submit(screen.getByLabelText(adminStaff.email).closest("form") as Element);
    await waitFor(() =>
      expect(asked.slice(before).some(({ method }) => method === "POST")).toBe(true),
    );
    return asked.slice(before).find(({ method }) => method === "POST")?.body;
  };
  await screen.findByText("높은 파도");
  const type = () =>
    fireEvent.input(screen.getByLabelText(adminStaff.email), { target: { value: "new@a.b" } });
  type();
  fireEvent.change(screen.getByLabelText(adminStaff.where), { target: { value: "c1" } });
  expect(await invite()).toEqual({ email: "new@a.b", role: "manager", concertId: "c1" });
  await waitFor(() =>
    expect(screen.getByLabelText<HTMLSelectElement>(adminStaff.where).value).toBe(""),
  );
  type();
  fireEvent.change(screen.getByLabelText(adminStaff.where), { target: { value: "c1" } });
  fireEvent.change(screen.getByLabelText(adminStaff.role), { target: { value: "owner" } });
  expect(await invite()).toEqual({ email: "new@a.b", role: "owner", concertId: null });
});

it("[V517] an invitation that can no longer be accepted offers the way on instead of the button to accept", async () => {
  const refusedWith = async (code: string) => {
    history.replaceState(null, "", "/join#token=abc");
    vi.stubGlobal("fetch", async () => Response.json({ code }, { status: 403 }));
    account.value = me;
    const { unmount } = render(<JoinPage />);
    fireEvent.click(screen.getByRole("button", { name: adminStaff.join.accept }));
    await screen.findByRole("alert");
    const accept = screen.queryByRole("button", { name: adminStaff.join.accept }) !== null;
    const another = screen.queryByRole("button", { name: adminStaff.join.another }) !== null;
    const home = screen.queryByRole("link", { name: whole.ko.notFound.home }) !== null;
    unmount();
    return { accept, another, home };
  };
  expect(await refusedWith("invitation-of-another")).toEqual({
    accept: false,
    another: true,
    home: false,
  });
  expect(await refusedWith("link-spent")).toEqual({ accept: false, another: false, home: true });
  // Worth another try.
  expect(await refusedWith("unavailable")).toEqual({ accept: true, another: false, home: false });
  history.replaceState(null, "", "/join");
  account.value = me;
  render(<JoinPage />);
  expect(screen.getByRole("link", { name: whole.ko.notFound.home })).toBeTruthy();
});

it("[V518] the identity of an organization needs all of its fields as soon as one of them is filled", async () => {
  const organization = { id: "first", name: both("푸른 극장"), identity: null, revision: 1 };
  answer({
    "GET /me/organizations": { items: [employerAs("owner")] },
    "GET /admin/organization": organization,
  });
  open("/admin/organization");
  const field = (await screen.findByLabelText(adminStaff.legalName)) as HTMLInputElement;
  expect(field.required).toBe(false);
  const phone = screen.getByLabelText(adminStaff.phone) as HTMLInputElement;
  fireEvent.input(phone, { target: { value: "02-000-0000" } });
  await waitFor(() => expect(field.required).toBe(true));
  fireEvent.input(phone, { target: { value: "" } });
  await waitFor(() => expect(field.required).toBe(false));
});

it("[ST38] an owner changes in the settings whether complimentary tickets need an approval", async () => {
  answer({
    "GET /me/organizations": { items: [employerAs("owner")] },
    "GET /admin/organization": {
      id: "first",
      revision: 1,
      name: both("첫 단체"),
      identity: null,
      approvesInvitations: true,
    },
    "PUT /admin/invitation-approval": { isNeeded: false },
  });
  open("/admin/organization");
  const isNeeded = () => screen.getByLabelText<HTMLInputElement>(adminStaff.approvalText);
  expect((await screen.findByLabelText<HTMLInputElement>(adminStaff.approvalText)).checked).toBe(
    true,
  );
  fireEvent.click(isNeeded());
  await waitFor(() => expect(isNeeded().checked).toBe(false));
  expect(asked.find(({ method }) => method === "PUT")).toMatchObject({
    path: "/admin/invitation-approval",
    body: { isNeeded: false },
  });
});
