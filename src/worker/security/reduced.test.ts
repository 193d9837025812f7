import { expect, it } from "vitest";
import { reducedAddress, reducedEmail } from "./reduced.ts";

it("[WB20] the security log has networks and no addresses, and keyed hashes and no emails", async () => {
  const networks: Record<string, string | null> = {
    "203.0.113.77": "203.0.113.0/24",
    "::ffff:203.0.113.77": "203.0.113.0/24",
    "2001:0db8:0000:00ff:1:2:3:4": "2001:db8:0:ff::/64",
    "2001:db8::1": "2001:db8:0:0::/64",
    "::1": "0:0:0:0::/64",
    unknown: null,
    "1:2:3": null,
    "1::2::3": null,
    "1:2:3:4:5:6:7:8:9": null,
    "": null,
  };
  for (const [address, network] of Object.entries(networks))
    expect([address, reducedAddress(address)]).toEqual([address, network]);
  const keys = { TOKEN_SECRET: "a-secret-for-tests-of-at-least-32-bytes" };
  const one = await reducedEmail(keys, "Haneul@Example.com ");
  expect(one).toEqual(await reducedEmail(keys, "haneul@example.com"));
  expect(one.emailDomain).toBe("example.com");
  expect(one.emailHash).toMatch(/^[0-9a-f]{24}$/);
  const others = [
    await reducedEmail(keys, "other@example.com"),
    await reducedEmail({ TOKEN_SECRET: `${keys.TOKEN_SECRET}!` }, "haneul@example.com"),
  ];
  for (const { emailHash } of others) expect(emailHash).not.toBe(one.emailHash);
});
