import { expect, it } from "vitest";
import { Notifications } from "../../../contract/people/notifications.ts";
import { offUrl, type Optional } from "../../mail/unsubscribe.ts";
import { signToken } from "../../identity/tokens.ts";
import {
  answer,
  call,
  origin,
  person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

const settings = { siteUrl: origin, keys: testEnv };
const wants = (fan: Person) =>
  answer(call("GET /me/notifications", { as: fan }), 200, Notifications);

async function linkOf({ id: accountId }: Person, category: Optional, now = Date.now()) {
  const url = await offUrl(settings, { accountId, category, language: "en" }, now);
  return url.slice(origin.length);
}

it("[ML23] the unsubscribe link in a mail asks first, and the mail program's button unsubscribes at once", async () => {
  const fan = await person();
  const path = await linkOf(fan, "reminders");
  const page = await call(`GET ${path}`);
  expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await page.text()).toContain(`action="${path}"`);
  expect(await wants(fan)).toEqual({ reminders: true, waitlist: true });
  // RFC 8058: no cookie, no session, one field.
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const pressed = await call(`POST ${path}`, { body: "List-Unsubscribe=One-Click", headers });
  expect([pressed.status, (await pressed.text()).includes("<form")]).toEqual([200, false]);
  expect(await wants(fan)).toEqual({ reminders: false, waitlist: true });
  await call(`POST ${await linkOf(fan, "waitlist")}`);
  expect(await wants(fan)).toEqual({ reminders: false, waitlist: false });
});

it("[ML24] a forged, truncated, expired or unrelated link changes nothing", async () => {
  const fan = await person();
  const path = await linkOf(fan, "reminders");
  const old = await linkOf(fan, "reminders", Date.now() - 366 * 86_400_000);
  const claims = { sub: fan.id, category: "reminders", language: "ko" };
  const other = await signToken(testEnv, "access", claims, Date.now() + 60_000);
  const bad = [path.slice(0, -2), old, "/unsubscribe", `/unsubscribe?token=${other}`];
  for (const link of bad)
    for (const method of ["GET", "POST"]) {
      const response = await call(`${method} ${link}`);
      expect([link, method, response.status]).toEqual([link, method, 400]);
      expect(await response.text()).not.toContain("<form");
    }
  expect(await wants(fan)).toEqual({ reminders: true, waitlist: true });
});

it("[ML25] only the signed-in fan sees and changes the fan's notification settings", async () => {
  const [fan, other] = [await person(), await person()];
  const change = (body: unknown, as: Person | undefined = fan) =>
    call("PATCH /me/notifications", { ...(as ? { as } : {}), body });
  const off = { reminders: true, waitlist: false };
  expect(await answer(change({ waitlist: false }), 200, Notifications)).toEqual(off);
  expect(await wants(fan)).toEqual(off);
  expect(await wants(other)).toEqual({ reminders: true, waitlist: true });
  for (const body of [{ waitlist: "no" }, { orders: false }, []])
    await refused(change(body), "invalid-request");
  await refused(call("GET /me/notifications"), "unauthenticated");
  await refused(call("PATCH /me/notifications", { body: {} }), "unauthenticated");
});
