import { expect, it } from "vitest";
import { keptAnswer } from "./offline.ts";

const id = "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e";

it("[V64] only a fan's own orders and tickets are stored for use without a network, never wallets or seat maps", () => {
  const kept = ["me", "orders", `orders/${id}`, `orders/${id}/tickets`];
  expect(kept.map((path) => keptAnswer(`/api/v1/${path}`))).toEqual([true, true, true, true]);
  const live = [
    "wallet",
    "wallet/ledger",
    `orders/${id}/cancellation`,
    `schedules/${id}/seats.bin`,
    `schedules/${id}/holds`,
    `schedules/${id}/queue`,
    "sessions/refresh",
  ];
  expect(live.filter((path) => keptAnswer(`/api/v1/${path}`))).toEqual([]);
});
