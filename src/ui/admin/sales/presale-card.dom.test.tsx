import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { AdminSchedule } from "../../../contract/admin/sales.ts";
import { whole } from "../../i18n/whole.ts";
import { CouponForm } from "../coupons/coupon-form.tsx";
import { PresaleCard } from "./presale-card.tsx";

const w = whole.ko;
const schedule = {
  id: "s",
  sale: "upcoming",
  timeZone: "Asia/Seoul",
  lobbyOpensAt: "2027-01-16T19:00:00+09:00",
  presales: [],
} as unknown as AdminSchedule;

beforeEach(() => {
  const problem = { type: "/problems/conflict", title: "", status: 409, code: "conflict" };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(problem, { status: 409 })));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const refusedWith = async () => (await screen.findByRole("alert")).textContent;

it("[AD35] a presale or a coupon that contradicts the sale is refused with a message of its own", async () => {
  render(<PresaleCard schedule={schedule} onAdded={() => {}} />);
  type(w.adminPresale.nameKo, "선예매");
  type(w.adminPresale.nameEn, "Presale");
  type(w.adminPresale.opensAt, "2027-01-16T10:00");
  type(w.adminPresale.closesAt, "2027-01-16T20:00");
  fireEvent.click(screen.getByRole("button", { name: w.adminPresale.add }));
  expect(await refusedWith()).toBe(w.adminPresale.overlaps);
  cleanup();

  render(<CouponForm onAdded={() => {}} />);
  type(w.adminCoupons.code, "WELCOME");
  type(w.adminCoupons.nameKo, "환영");
  type(w.adminCoupons.nameEn, "Welcome");
  type(w.adminCoupons.amount, "5000");
  fireEvent.click(screen.getByRole("button", { name: w.adminCoupons.add }));
  expect(await refusedWith()).toBe(w.adminCoupons.isTaken);
});
