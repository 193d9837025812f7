import { expect, it } from "vitest";
import { settingFaults } from "./setting-faults.ts";

const sound = {
  ENVIRONMENT: "production",
  SITE_URL: "https://tickets.frontrow.kr",
  TOKEN_SECRET: "q8Xv1Zr4mB7yWn0cTj5LpK2sHd9fGaE6uRo3",
  DATABASE_URL: "postgres://worker:secret@ep-1-pooler.neon.tech/books",
  MAIL_FROM: "tickets@frontrow.kr",
  VERSION: "abc1234",
  IMAGES: {},
};
const host = "tickets.frontrow.kr";

it("[WB40] stand-in addresses and keys are refused outside a local environment, by name and without their values", () => {
  expect(settingFaults(sound, host)).toEqual([]);
  const wrong: Record<string, string> = {
    PAYMENT_GATEWAY_URL: "http://127.0.0.1:9001",
    PAYMENT_CHECKOUT_URL: "http://localhost:9001/checkout",
    PUSH_SERVICE_URL: "http://[::1]:9002",
    TURNSTILE_URL: "http://login.localhost/turnstile",
    DATABASE_URL: "postgres://frontrow@127.0.0.1:5432/frontrow",
    PAYMENT_GATEWAY_SECRET: "test_sk_frontrow_local",
    MAIL_API_TOKEN: "frontrow-local-mail",
    TURNSTILE_SECRET: "1x0000000000000000000000000000000AA",
    TOKEN_SECRET: "a-secret-for-tests-of-at-least-32-bytes",
    SOME_LATER_URL: "http://127.0.0.1:1234/authorize",
  };
  for (const [name, value] of Object.entries(wrong)) {
    const faults = settingFaults({ ...sound, [name]: value }, host);
    expect([name, faults.length, faults[0]?.startsWith(name)]).toEqual([name, 1, true]);
    expect(faults.join()).not.toContain(value);
  }
  expect(settingFaults({ ...sound, NEON_LOCAL_PROXY: "127.0.0.1:4444" }, host)).toHaveLength(2);
  for (const SITE_URL of ["", "http://frontrow.kr", "https://frontrow.kr/", "frontrow.kr"])
    expect(settingFaults({ ...sound, SITE_URL }, host).join()).toContain("SITE_URL");
  for (const TOKEN_SECRET of ["short", "x".repeat(40), undefined])
    expect(settingFaults({ ...sound, TOKEN_SECRET }, host).join()).toContain("TOKEN_SECRET");
});

it("[WB41] a local environment serves one's own machine and network, and no public host", () => {
  const local = { ENVIRONMENT: "local", PAYMENT_GATEWAY_URL: "http://127.0.0.1:9001" };
  const ours = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    "192.168.0.7",
    "laptop",
    "laptop.local",
    "a.test",
  ];
  for (const name of ours) expect([name, settingFaults(local, name)]).toEqual([name, []]);
  for (const name of ["frontrow.kr", "frontrow.workers.dev", "203.0.113.7", "localhost.evil.com"])
    expect([name, settingFaults(local, name).length]).toEqual([name, 1]);
});
