import { expect, it } from "vitest";
import { faultsOf, paleTextsOf } from "../support/browser/axe.ts";
import { phone, Visitor, words } from "../support/browser/browser.ts";
import { leap } from "../support/browser/leap.ts";

/** The pages with their own colors, which the test also checks in the other theme. */
const colored = ["waiting", "paused", "called", "lost"];
const waitingRoom =
  "guest join early lobby drawing waiting paused called missed moved presale over trouble";

it("[V315] every state of the waiting room meets WCAG 2.2 AA", async () => {
  const fan = await Visitor.arrive(phone);
  const { page } = fan;
  await page.goto("/concerts/slow-letter");
  const seats = page.locator('a[href^="/schedules/"]').first();
  const href = await seats.getAttribute("href");
  await page.goto(href?.replace("/schedules/", "/queue/") ?? "");
  await page.locator("body[data-state=guest]").waitFor();
  const found: Record<string, string[]> = {};
  for (const state of [...waitingRoom.split(" "), "lost"]) {
    await page.evaluate((wanted) => {
      const isLost = wanted === "lost";
      document.body.dataset["state"] = isLost ? "waiting" : wanted;
      document.body.toggleAttribute("data-lost", isLost);
    }, state);
    const faults = await faultsOf(page);
    if (colored.includes(state)) {
      await page.emulateMedia({ colorScheme: "dark" });
      faults.push(...(await paleTextsOf(page)));
      await page.emulateMedia({ colorScheme: "light" });
    }
    if (faults.length > 0) found[state] = faults;
  }
  expect(found).toEqual({});
  await fan.leave();
});

it("[V316] pages that are refused, late or empty meet WCAG 2.2 AA", async () => {
  const fan = await Visitor.arrive(phone);
  const { page } = fan;
  const found: Record<string, string[]> = {};
  const check = async (name: string) => {
    const faults = await faultsOf(page);
    if (faults.length > 0) found[name] = faults;
  };
  await page.goto("/sign-in");
  await fan.signIn("nobody@frontrow.test", "a-wrong-password");
  await page.getByText(words.ko.problem["wrong-credentials"]).waitFor();
  await check("wrong password");
  await page.getByRole("button", { name: words.ko.signIn.submitNew }).click();
  await check("new account");
  for (const [path, title] of [
    ["/me", words.ko.signIn.title],
    ["/wallet", words.ko.signIn.title],
  ] as const) {
    await page.goto(path);
    await page.getByRole("heading", { name: title }).first().waitFor();
    await check(`${path} for a guest`);
  }
  // Pages that open within the app send their own requests; here they get no answer, or an empty one.
  const problem = { code: "not-found", title: "-", status: 404, type: "/problems/not-found" };
  await page.route("**/api/v1/concerts**", () => undefined);
  await page.goto("/profile");
  await leap(page, "/concerts/high-waves");
  await page.locator(".loading").first().waitFor();
  await check("waiting for a concert");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.route("**/api/v1/concerts/**", (route) =>
    route.fulfill({ status: 404, contentType: "application/problem+json", json: problem }),
  );
  await leap(page, "/concerts/no-more");
  await page.getByRole("heading", { name: words.ko.notFound.title }).waitFor();
  await check("a concert that is gone");
  await page.context().setOffline(true);
  await page.locator(".offline").waitFor();
  await check("offline");
  expect(found).toEqual({});
  await fan.leave();
});
