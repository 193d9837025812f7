import { expect, it } from "vitest";
import { isNetwork, isWithin, networkOf } from "./network.ts";

it("[LM4] an IPv6 address counts as its /64, and an IPv4 address as itself in either notation", () => {
  expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
  expect(networkOf("::ffff:203.0.113.9")).toBe("203.0.113.9");
  expect(networkOf("::ffff:cb00:7109")).toBe("203.0.113.9");
  const home = "2001:db8:0:1::/64";
  for (const address of ["2001:db8:0:1::1", "2001:DB8:0:1:ffff::9", "2001:db8:0:1:1:2:3:4"])
    expect(networkOf(address)).toBe(home);
  expect(networkOf("2001:db8:0:2::1")).not.toBe(home);
  expect(networkOf("unknown")).toBe("unknown");
});

it("[LM4] an address is within its networks and in no other", () => {
  expect(isWithin("203.0.113.9", "203.0.113.0/24")).toBe(true);
  expect(isWithin("203.0.114.9", "203.0.113.0/24")).toBe(false);
  expect(isWithin("203.0.113.9", "203.0.113.8/31")).toBe(true);
  expect(isWithin("203.0.113.9", "203.0.113.9")).toBe(true);
  expect(isWithin("203.0.113.9", "0.0.0.0/0")).toBe(true);
  expect(isWithin("2001:db8:1::1", "2001:db8::/32")).toBe(true);
  expect(isWithin("2001:db9::1", "2001:db8::/32")).toBe(false);
  expect(isWithin("2001:db8::1", "0.0.0.0/0")).toBe(false);
  const networks = ["203.0.113.0/24", "2001:db8::/32", "::1", "10.0.0.1"];
  expect(networks.filter(isNetwork)).toEqual(networks);
  const none = [
    "203.0.113.0/33",
    "2001:db8::/129",
    "office",
    "1.2.3",
    "1.2.3.256",
    "::1::",
    "10.0.0.0/8/8",
    "",
  ];
  expect(none.filter(isNetwork)).toEqual([]);
});
