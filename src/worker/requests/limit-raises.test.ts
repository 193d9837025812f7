import { expect, it } from "vitest";
import { factorFor, raisesIn } from "./limit-raises.ts";

it("[LM5] limits are raised for networks, providers or everybody, until a time, and by the highest raise", () => {
  const end = "2026-12-01T13:00:00Z";
  const raises = raisesIn(`203.0.113.0/24*20 AS9644*50@${end}, 2001:db8::/32*5`);
  const at = (address: string, asn: number | null, nowMs = Date.parse(end) - 1) =>
    factorFor(raises, { address, asn }, nowMs);
  expect(at("203.0.113.9", null)).toBe(20);
  expect(at("203.0.113.9", 9_644)).toBe(50);
  expect(at("203.0.113.9", 9_644, Date.parse(end))).toBe(20);
  expect(at("2001:db8::1", 1)).toBe(5);
  expect(at("198.51.100.1", 4_766)).toBe(1);
  expect(factorFor(raisesIn("all*100"), { address: "unknown", asn: null }, 0)).toBe(100);
  expect(raisesIn("")).toEqual([]);
});

it("[LM5] a raise with a typing error is refused as a whole", () => {
  for (const text of ["all", "all*0", "all*1001", "203.0.113.0/99*2", "AS*2", "all*2@soon", "*2"])
    expect(() => raisesIn(`AS1*2 ${text}`)).toThrow("raises nothing");
});
