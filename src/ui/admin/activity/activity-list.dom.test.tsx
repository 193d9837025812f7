import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Act } from "../../../contract/admin/activity.ts";
import { whole } from "../../i18n/whole.ts";
import { ActList } from "./activity-list.tsx";

const w = whole.ko.adminActs;
const done = (id: string, more: Partial<Act>): Act => ({
  id,
  at: "2026-11-30T10:00:00Z",
  action: "sale.pause",
  subject: "s",
  object: null,
  actor: null,
  origin: null,
  changes: [],
  ...more,
});
const both = (text: string) => ({ ko: text, en: text });

beforeEach(() => void vi.stubGlobal("matchMedia", () => ({ matches: false })));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("[AD71] the activity log leads to the object of an act, and tells the date of a show and the number of vouchers", () => {
  const date = { startsAt: "2027-01-16T18:00:00+09:00", timeZone: "Asia/Seoul" };
  const acts = [
    done("1", { object: { kind: "schedule", id: "s1", name: both("Waves"), date } }),
    done("2", {
      action: "payment.resolve",
      object: { kind: "order", id: "p1", name: both("FR-1"), date: null },
    }),
    done("3", {
      action: "payment.resolve",
      object: { kind: "top-up", id: "p2", name: both("a@b.c"), date: null },
    }),
    done("4", { action: "vouchers.create", subject: "1200" }),
    done("5", { action: "reconciliation.run", subject: "books" }),
  ];
  render(<ActList acts={acts} withObject />);
  expect(screen.getByRole("link", { name: "Waves" }).getAttribute("href")).toBe("/admin/sales/s1");
  expect(screen.getByRole("link", { name: "FR-1" }).getAttribute("href")).toBe(
    "/admin/payments/p1",
  );
  expect(screen.getByRole("link", { name: w.topUp("a@b.c") }).getAttribute("href")).toBe(
    "/admin/payments/p2",
  );
  const lines = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(lines[0]).toMatch(/18:00|오후 6/);
  expect(lines[3]).toContain(w.vouchers("1,200"));
  expect(lines[4]).toMatch(new RegExp(`^${w.action["reconciliation.run"]}${w.nobody}`));
});

it("[AD94] the activity log names the discounts of a change instead of listing their fields", () => {
  const before = { automatic: [], priceTypes: [] };
  const cut = { percent: 10 };
  const after = {
    automatic: [{ id: "early", name: both("조기 예매"), cut }],
    priceTypes: [{ id: "youth", name: both("청소년"), cut }],
  };
  const changes = [{ field: "discounts", before, after }];
  render(<ActList acts={[done("1", { action: "schedule.terms", changes })]} />);
  const text = screen.getByRole("listitem").textContent;
  expect(text).toContain(`${w.field.discounts}: ${w.nothing} → 조기 예매, 청소년`);
});
