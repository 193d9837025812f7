import { expect, it } from "vitest";
import { keyName, longestUse, purposes, readKeyName } from "../../src/worker/identity/key-names.ts";
import { planRotation, purposesOf } from "./rotation.ts";

const nowMs = Date.parse("2026-12-01T09:30:00Z");
const dayMs = 86_400_000;
const asked = { nowMs, leadMs: 300_000, isLeaked: false };

it("[WB6] a rotation puts a key that signs later, and removes those before the last one", () => {
  const [oldest, older, last] = [30, 20, 10].map((days) => keyName("pass", nowMs - days * dayMs));
  const names = ["DATABASE_URL", "TOKEN_SECRET", "METRICS_TOKEN", last, oldest, older].map(String);
  expect(planRotation({ ...asked, purpose: "pass", names })).toEqual({
    purpose: "pass",
    put: "PASS_KEY_202612010935",
    remove: [oldest, older],
  });
  expect(planRotation({ ...asked, purpose: "place", names }).remove).toEqual([]);
  expect(readKeyName("PASS_KEY_202612010935")).toEqual({
    purpose: "pass",
    id: "202612010935",
    fromMs: nowMs + 300_000,
  });
  for (const name of [
    "VAPID_KEYS",
    "PAYMENT_CLIENT_KEY",
    "PASS_KEY_20261201",
    "NO_KEY_202612010935",
  ])
    expect(readKeyName(name)).toBeNull();
});

it("[WB7] no rotation makes void what somebody still uses, unless a key has leaked", () => {
  for (const purpose of purposes.filter((each) => longestUse[each] > 0)) {
    const names = [keyName(purpose, nowMs - longestUse[purpose] + 60_000)];
    expect(() => planRotation({ ...asked, purpose, names })).toThrow("--leaked");
    expect(planRotation({ ...asked, purpose, names, isLeaked: true }).put).toMatch(/0935$/);
    const later = nowMs + 60_000;
    expect(planRotation({ ...asked, purpose, names, nowMs: later }).put).toMatch(/0936$/);
  }
});

it("[WB8] no rotation removes the key of tickets, which may be on paper", () => {
  const names = [30, 20, 10].map((days) => keyName("ticket", nowMs - days * dayMs));
  expect(planRotation({ ...asked, purpose: "ticket", names }).remove).toEqual([]);
  expect(purposesOf("all")).toEqual(purposes);
  expect(purposesOf("ticket")).toEqual(["ticket"]);
  expect(() => purposesOf("tickets")).toThrow("Say one of");
});
