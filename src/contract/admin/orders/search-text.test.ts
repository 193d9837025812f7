import { expect, it } from "vitest";
import { signTicket } from "../../../worker/tickets/ticket-token.ts";
import { ticketKey } from "../../../worker/tickets/ticket-key.ts";
import { meaningsOf } from "./search-text.ts";

const meant = (text: string) => meaningsOf(text).map((meaning) => Object.values(meaning).join(" "));

it("[OD1] a search is read in every way that it may be meant", () => {
  const id = "0190a7c0-0000-7000-8000-000000000001";
  const all: Record<string, string[]> = {
    [id.toUpperCase()]: [`id ${id}`],
    "FR-4K7Q-29XD": ["number FR-4K7Q-29XD", "payment FR-4K7Q-29XD", "seat FR/4K7Q/29XD"],
    "4k7q-29xd": ["number FR-4K7Q-29XD", "payment 4k7q-29xd", "seat 4k7q/29xd"],
    // The letters that are no digits are read as those that they look like.
    "fr olio": ["number FR-0110", "seat fr/olio", "name fr olio"],
    "4k7q29": ["number FR-4K7Q-29", "seat 4k7q29"],
    "Haneul@Example.com ": ["email haneul@example.com"],
    "haneul@": ["email haneul@"],
    "010-1234-4471": ["phone 01012344471", "payment 010-1234-4471", "seat 010/1234/4471"],
    "+82 10 1234 4471": ["phone 01012344471"],
    "B2 6-3": ["seat B2/6/3"],
    B2구역: ["seat B2"],
    "B2구역 6열 3번": ["seat B2/6/3"],
    "section B2, row 6, seat 3": ["seat B2/6/3"],
    "가구역 5열": ["seat 가/5"],
    tviva20261130abc_key: ["payment tviva20261130abc_key"],
    김하늘: ["seat 김하늘", "name 김하늘"],
    "Anna Weber": ["seat Anna/Weber", "name Anna Weber"],
    김: ["seat 김"],
    "": [],
  };
  expect(meant("4471")).toEqual(["number FR-4471", "phone 4471", "seat 4471"]);
  for (const [text, wanted] of Object.entries(all))
    expect([text, meant(text)]).toEqual([text, wanted]);
});

it("[OD1] a ticket's code is read as the number of its order", async () => {
  const keys = await ticketKey({ TOKEN_SECRET: "a secret of at least thirty-two bytes" });
  for (const seat of [0, 98_312]) {
    const claims = { scheduleId: crypto.randomUUID(), seat, orderNumber: "FR-4K7Q-29XD" };
    const code = await signTicket(keys, claims);
    expect(meant(code)).toEqual(["number FR-4K7Q-29XD"]);
    expect(meant(`2${code.slice(1)}`)).not.toContain("number FR-4K7Q-29XD");
  }
});
