import type { ConcertDocument, PriceList } from "../../src/contract/concert-draft/documents.ts";
import type { Finding, ReadinessAsked } from "../../src/contract/concert-draft/findings.ts";
import type { PlanFacts } from "../../src/contract/concert-draft/plan-facts.ts";
import { readinessOf } from "../../src/contract/concert-draft/readiness.ts";
import { type draftDate, readyDocument } from "./concert-draft.ts";

export const both = (text: string) => ({ ko: text, en: text });
const venueId = "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e";
export const plan: PlanFacts = {
  hash: "0".repeat(64),
  seatCount: 412,
  zones: [
    { id: "r", name: both("R"), color: 1, seats: 340 },
    { id: "s", name: both("S"), color: 2, seats: 72 },
  ],
  accessibleSeats: 6,
  silentSeats: 0,
  isStandingOnly: false,
};
export const identity = {
  legalName: "Moon Ltd.",
  representative: "Kim",
  businessNumber: "123-45-67890",
  mailOrderNumber: null,
  address: "Seoul",
  email: "moon@example.com",
  phone: "02-000-0000",
};
export const nowMs = Date.parse("2098-01-01T00:00:00Z");
export const ready = (more: Partial<ConcertDocument> = {}) =>
  readyDocument({ venueId, planHash: plan.hash, ...more });

export const check = (change: Partial<ConcertDocument> = {}, more: Partial<ReadinessAsked> = {}) =>
  readinessOf({
    document: ready(change),
    venue: { timeZone: "Asia/Seoul", capacity: 430, archivedAt: null },
    plan,
    organization: { identity },
    categories: ["musical"],
    nowMs,
    ...more,
  });

/** The findings that a change brings, without those that are in order. */
export const told = (found: Finding[]) =>
  found.filter(({ level }) => level !== "fine").map(({ level, code }) => `${level} ${code}`);

export const withRows = (...rows: ReturnType<typeof draftDate>[]) => ({
  dates: { rule: "", rows, removed: [] },
});
export const r = { id: "r", priceMinor: 99_000, feeMinor: 2_000 };
export const s = { id: "s", priceMinor: 66_000, feeMinor: 2_000 };
export const list = { id: "basic", name: { ko: "기본", en: "Standard" }, zones: [r, s] };
export const priced = (...zones: PriceList["zones"]) => ({ priceLists: [{ ...list, zones }] });
export const { sale, queue } = ready();
export const evening = "2098-09-03T19:30";
