import { act, cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import { whole } from "../i18n/whole.ts";
import { account } from "../state/session.ts";
import { navigate } from "../state/router.ts";
import { AdminPage } from "./admin-page.tsx";
import { Frame } from "./frame.tsx";

const { admin: w, notFound } = whole.ko;

const known = (isStaff: boolean) =>
  ({ id: "a", name: "김하늘", email: "fan@frontrow.test", isStaff }) as Account;
const openAs = (isStaff: boolean, path: string) => {
  navigate(path);
  account.value = known(isStaff);
  render(<AdminPage params={{}} query={new URLSearchParams()} />);
};

beforeEach(() => void vi.stubGlobal("matchMedia", () => ({ matches: false })));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  account.value = undefined;
});

it("[V410] an admin page about something that does not exist says so once, in its title", () => {
  openAs(false, "/admin");
  expect(screen.getAllByText(w.forbidden).map(({ tagName }) => tagName)).toEqual(["H1"]);
  cleanup();
  openAs(true, "/admin/nowhere");
  expect(screen.getAllByText(notFound.title).map(({ tagName }) => tagName)).toEqual(["H1"]);
});

it("[V475] the frame of an admin page is the same before the account is known", () => {
  navigate("/admin/nowhere");
  account.value = undefined;
  render(<AdminPage params={{}} query={new URLSearchParams()} />);
  expect(screen.getByRole("navigation", { name: w.menu })).toBeTruthy();
  void act(() => {
    account.value = known(true);
  });
  expect(screen.getByRole("navigation", { name: w.menu })).toBeTruthy();
  void act(() => {
    account.value = known(false);
  });
  expect(screen.queryByRole("navigation")).toBeNull();
});

it("[V483] the admin menu marks the part of the page that is open, and the orders for an order", () => {
  const { nav } = w;
  const marks = {
    "/admin": nav.overview,
    "/admin/orders/a": nav.orders,
    "/admin/shows/a": nav.shows,
  };
  for (const [path, name] of Object.entries(marks)) {
    render(<Frame path={path} isAdmin children={null} />);
    const marked = screen
      .getAllByRole("link")
      .filter((link) => link.getAttribute("aria-current") === "page");
    expect(marked.map(({ textContent }) => textContent)).toEqual([name]);
    cleanup();
  }
});
