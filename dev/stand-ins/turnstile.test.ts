import { afterAll, beforeAll, expect, it } from "vitest";
import { siteVerify } from "../../src/worker/requests/turnstile.ts";
import { startTurnstile, type TurnstileStandIn } from "./turnstile.ts";

let standIn: TurnstileStandIn;
beforeAll(async () => {
  standIn = await startTurnstile();
});
afterAll(() => standIn.stop());

const asks = (token: string, secret = standIn.secret, url = standIn.url) =>
  siteVerify(
    { TURNSTILE_SECRET: secret, TURNSTILE_URL: url },
    { token, address: "192.0.2.1", action: "join", hostname: "localhost" },
  );

it("[QH34] a Turnstile token is valid once, and a wrong token, a used token and a wrong secret are refused", async () => {
  expect(await asks("pass-1")).toBe("person");
  expect(await asks("pass-1")).toBe("robot");
  expect(await asks("guess")).toBe("robot");
  expect(await asks("pass-2", "wrong")).toBe("robot");
});

it("[QH45] a Turnstile token that was made on another site or for another act is refused", async () => {
  expect(await asks("pass-4@localhost")).toBe("person");
  expect(await asks("pass-5@evil.test")).toBe("robot");
  expect(await asks("pass-6/sign-up")).toBe("robot");
});

it("[QH35] an error, a timeout and a refused connection of Turnstile never count as a yes", async () => {
  const closed = "http://127.0.0.1:9/siteverify";
  const answers = await Promise.all([asks("broken"), asks("slow"), asks("pass-3", "s", closed)]);
  expect(answers).toEqual(["unknown", "unknown", "unknown"]);
}, 10_000);
