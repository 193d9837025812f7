import { describe, expect, it } from "vitest";
import { type DoorTicket, judge, type Question } from "./judging.ts";
import type { DoorRecord } from "./records.ts";

const ticket: DoorTicket = {
  seat: 7,
  turn: 2,
  state: "valid",
  change: "transferred",
  gate: "3",
  zone: "R",
  flags: [],
};
const question: Question = {
  code: { state: "good", seat: 7, turn: 2 },
  ticket,
  inside: null,
  hasLeft: false,
  policy: { opensAtMs: 1_000, anyGate: false, reEntry: true },
  here: { gate: "3", zones: null },
  nowMs: 1_000,
};
const inside: DoorRecord = {
  device: "A",
  number: 1,
  seat: 7,
  turn: 2,
  kind: "in",
  after: null,
  line: "gate",
  gate: "2",
  atMs: 900,
  reason: null,
};

describe("what a code is worth at a gate", () => {
  const refused: [string, Partial<Question>, object][] = [
    ["no code of ours", { code: { state: "unreadable" } }, { reason: "unreadable" }],
    ["a picture of a code that changes", { code: { state: "outdated" } }, { reason: "outdated" }],
    [
      "a ticket for another evening",
      { code: { state: "other-show", startsAtMs: 5 } },
      { reason: "other-show", startsAtMs: 5 },
    ],
    [
      "a code of an earlier holder",
      { code: { state: "good", seat: 7, turn: 1 } },
      { reason: "revoked", change: "transferred" },
    ],
    [
      "a refunded ticket",
      { ticket: { ...ticket, state: "void", change: "refunded" } },
      { reason: "revoked", change: "refunded" },
    ],
    ["a blocked ticket", { ticket: { ...ticket, state: "blocked" } }, { reason: "blocked" }],
    ["somebody who is inside", { inside }, { reason: "already-in", record: inside }],
    ["another zone", { here: { gate: "3", zones: ["S"] } }, { reason: "wrong-zone" }],
    ["another gate", { here: { gate: "1", zones: null } }, { reason: "wrong-gate", gate: "3" }],
    ["too early", { nowMs: 999 }, { reason: "too-early", opensAtMs: 1_000 }],
    [
      "no re-entry",
      { hasLeft: true, policy: { ...question.policy, reEntry: false } },
      { reason: "no-re-entry" },
    ],
  ];
  for (const [name, change, refusal] of refused)
    it(`[DG9] is refused with its reason: ${name}`, () => {
      expect(judge({ ...question, ...change })).toEqual({ verdict: "no", refusal });
    });

  it("[DG9] comes in with the present code at its own gate", () => {
    expect(judge(question)).toEqual({ verdict: "in", turn: 2, doubts: [], server: false });
    expect(judge({ ...question, hasLeft: true })).toMatchObject({ verdict: "in" });
  });

  it("[DG10] what has to be looked at is said before anybody is let in", () => {
    const flags = ["identity", "proof"] as const;
    expect(judge({ ...question, ticket: { ...ticket, flags } })).toMatchObject({ doubts: flags });
  });

  it("[DG11] a code that is newer than the list, or of a seat that it lacks, is no forgery", () => {
    const newer = { state: "good", seat: 7, turn: 3 } as const;
    const void_ = { ...ticket, state: "void" } as const;
    expect(judge({ ...question, code: newer, ticket: void_ })).toMatchObject({
      verdict: "in",
      turn: 3,
    });
    expect(judge({ ...question, ticket: null })).toMatchObject({
      doubts: ["sold-later"],
      server: true,
    });
  });

  it("[DG12] another gate may let a ticket in where the policy says so, by the server's word alone", () => {
    const policy = { ...question.policy, anyGate: true };
    const here = { gate: "1", zones: null };
    expect(judge({ ...question, policy, here })).toMatchObject({ verdict: "in", server: true });
  });
});
