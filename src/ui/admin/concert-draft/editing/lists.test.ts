import { expect, it } from "vitest";
import { emptyDocument } from "../../../../contract/concert-draft/documents.ts";
import type { PlanFacts } from "../../../../contract/concert-draft/plan-facts.ts";
import { codesOf, codesText, emailsOf, generatedCodes } from "./presale-lists.ts";
import { isAdvised, minutesOfRush, queueAdvice } from "./queue-advice.ts";
import { priced, revenueOf } from "./revenue.ts";

it("[CW11] presale codes are pasted with their uses or generated, and what is no code or address is pointed out", () => {
  const { codes, leftOver } = codesOf("moon-2027\nFANCLUB ×500, abc\tMOON-2027; four 0");
  expect(codes).toEqual([
    { code: "MOON2027", usesMax: 1 },
    { code: "FANCLUB", usesMax: 500 },
  ]);
  expect(leftOver).toEqual(["abc", "four 0"]);
  expect(codesText(codes)).toBe("MOON2027\nFANCLUB 500");
  expect(emailsOf('Kim <Fan@Example.com>, "b@example.com";fan@example.com nobody')).toEqual({
    emails: ["fan@example.com", "b@example.com"],
    leftOver: ["kim", "nobody"],
  });
  const made = generatedCodes(500, codes);
  expect(made).toHaveLength(502);
  expect(made.slice(2).every(({ code }) => /^[A-HJ-NP-Z2-9]{10}$/.test(code))).toBe(true);
});

it("[CW12] the advice for a queue grows with the crowd and never exceeds the seats", () => {
  const small = queueAdvice(200, 412);
  expect(small).toEqual({ intakes: 1, shoppersMax: 200, admitPerMinute: 50, lobbyMinutes: 30 });
  const large = queueAdvice(300_000, 98_966);
  expect(large).toEqual({
    intakes: 5,
    shoppersMax: 20_000,
    admitPerMinute: 5_000,
    lobbyMinutes: 60,
  });
  expect(queueAdvice(1_000_000, 412).shoppersMax).toBe(206);
  expect(minutesOfRush(small, 200, 412)).toBe(4);
  expect(minutesOfRush(large, 300_000, 98_966)).toBe(10);
  const { queue } = emptyDocument();
  expect([isAdvised(queue, small), isAdvised({ ...queue, ...small }, small)]).toEqual([
    false,
    true,
  ]);
});

it("[CW13] the sold-out sum counts each list for its dates that are sold, without fees", () => {
  const name = { ko: "", en: "" };
  const facts = {
    zones: [
      { id: "r", name, color: 1, seats: 10 },
      { id: "s", name, color: 2, seats: 20 },
    ],
  } as unknown as PlanFacts;
  const [basic] = emptyDocument().priceLists;
  if (!basic) throw new Error("a new draft has a price list");
  const full = priced(
    priced(basic, "s", { priceMinor: 100, feeMinor: 5 }, facts),
    "r",
    { priceMinor: 200 },
    facts,
  );
  expect(full.zones.map(({ id }) => id)).toEqual(["r", "s"]);
  const cheap = { ...priced(basic, "r", { priceMinor: 50 }, facts), id: "preview" };
  const row = {
    ruleStart: null,
    start: "2027-09-03T19:30",
    phaseId: null,
    castIds: null,
    note: "",
  };
  const rows = [
    { ...row, key: "a", priceListId: null, isSold: true },
    { ...row, key: "b", priceListId: "preview", isSold: true },
    { ...row, key: "c", priceListId: null, isSold: false },
  ];
  const document = {
    ...emptyDocument(),
    priceLists: [full, cheap],
    dates: { rule: "", rows, removed: [] },
  };
  expect(revenueOf(document, facts).map(({ dates, eachMinor }) => [dates, eachMinor])).toEqual([
    [1, 4_000],
    [1, 500],
  ]);
});
