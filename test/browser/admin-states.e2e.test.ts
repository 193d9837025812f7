import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  calledOff,
  eveningActs,
  flaggedStory,
  pastRuns,
  someCoupons,
  somePayments,
  unsoundRun,
} from "../../dev/screens/scenes/admin-pretended.ts";
import { clientOf, openAccount } from "../support/browser/accounts.ts";
import { topUpAtGateway } from "../support/browser/top-ups.ts";
import { visitAsAdmin } from "../support/browser/admin-visits.ts";
import { looker } from "../support/browser/axe.ts";
import { leap } from "../support/browser/leap.ts";
import { desktop, phone, words } from "../support/browser/browser.ts";

/** Gives the screen answers that no new shop would give. */
const pretend = (page: Page, path: string, json: unknown) =>
  page.route(`**/api/v1/admin/${path}`, (route) => route.fulfill({ json }));
const list = (items: readonly unknown[]) => ({ items, nextCursor: null });

async function toSale(page: Page, slug: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/concerts/${slug}/schedules`);
  const { items } = (await answer.json()) as { items: { id: string; sale: string }[] };
  const id = (items.find(({ sale }) => sale === "open") ?? items[0])?.id ?? "";
  await page.goto(`/admin/sales/${id}`);
  await page.locator(".adm__kpis").waitFor();
  return id;
}

const looks = [
  { lang: "en", theme: "dark", device: phone },
  { lang: "ko", theme: "light", device: desktop },
] as const;

it.each(looks)(
  "[AD32] the log, a presale's form, a payment beside the gateway's record, and a marked payment break none of the rules of WCAG 2.2 AA ($lang, $device.viewport.width wide)",
  async ({ lang, theme, device }) => {
    const w = words[lang];
    const options = { ...device, colorScheme: theme };
    const fan = await clientOf(await openAccount());
    const topUpId = await topUpAtGateway(fan, 20_000);
    await fan.dispose();
    const visitor = await visitAsAdmin(options, `/admin/payments/${topUpId}?lang=${lang}`);
    const { page } = visitor;
    const { faults, check } = looker(page, theme);
    await page.locator(".adm__timeline").waitFor();
    const gateway = page.getByRole("region", { name: w.adminPayments.gateway });
    await gateway.locator(".note").waitFor();
    await check("payment");
    await toSale(page, "june-garden");
    await page.locator("summary", { hasText: w.adminPresale.add }).click();
    await page.getByLabel(w.adminPresale.codes).waitFor();
    await check("presale");

    const { id } = flaggedStory.payment;
    await pretend(page, `payments/${id}`, flaggedStory);
    await leap(page, `/admin/payments/${id}`);
    await page.getByRole("button", { name: w.adminPayments.close }).click();
    await page.getByLabel(w.adminPayments.note).waitFor();
    await check("closing an issue");
    await page.keyboard.press("Escape");
    await check("payment with an issue");
    await pretend(page, "acts?**", list(eveningActs()));
    await leap(page, "/admin/acts");
    await page.getByRole("heading", { level: 1, name: w.adminActs.all }).waitFor();
    await page.locator(".adm__acts").waitFor();
    await check("log");
    await pretend(page, "reconciliation", unsoundRun());
    await pretend(page, "reconciliation/history?**", list(pastRuns()));
    await leap(page, "/admin/reconciliation");
    await page.getByText(w.adminBooks.unsound(2)).waitFor();
    await check("findings");
    expect(faults).toEqual({});
    await visitor.leave();
  },
);

it("[AD33] a dialog covers everything else, keeps the keyboard inside, closes on Escape without acting, and returns the focus", async () => {
  const w = words.en.adminQueue;
  const visitor = await visitAsAdmin(desktop, "/admin?lang=en");
  const { page } = visitor;
  const id = await toSale(page, "moon-bicycle");
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") sent.push(request.url());
  });
  for (const [button, title] of [
    [w.pause, w.pause],
    [w.close, w.sure.close],
  ] as const) {
    const opener = page.getByRole("button", { name: button, exact: true });
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.waitFor();
    expect(await dialog.evaluate((element) => element.matches(":modal"))).toBe(true);
    // Once around and a little further: Tab reaches every answer, and nothing beneath.
    const places = new Set<string>();
    for (let tab = 0; tab < 8; tab++) {
      places.add(await page.evaluate(placeOfFocus));
      await page.keyboard.press("Tab");
    }
    expect(places).toContain(`dialog: ${words.en.admin.back}`);
    expect([...places].filter((place) => place.startsWith("page"))).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true);
  }
  expect(sent.filter((url) => url.includes(id))).toEqual([]);
  await visitor.leave();
});

/** The place of the focus: in the dialog, on the page beneath it, or nowhere (which is the browser's own bar). */
function placeOfFocus(): string {
  const element = document.activeElement;
  if (element === null || element === document.body) return "nowhere";
  return `${element.closest("dialog") ? "dialog" : "page"}: ${element.textContent}`;
}

it("[AD34] on a phone no part of an admin page leaves the window, no list scrolls sideways, and the current page stays in sight", async () => {
  const visitor = await visitAsAdmin(phone, "/admin?lang=en");
  const { page } = visitor;
  await pretend(page, "payments?**", list(somePayments));
  await pretend(page, "coupons**", list(someCoupons));
  await pretend(page, "cancellations", calledOff());
  await pretend(page, "reconciliation", unsoundRun());
  await pretend(page, "reconciliation/history?**", list(pastRuns()));
  await pretend(page, "acts?**", list(eveningActs()));
  const faults: Record<string, string[]> = {};
  const places = [
    "",
    "/sales",
    "/payments",
    "/reconciliation",
    "/shows",
    "/coupons",
    "/staff",
    "/acts",
  ];
  for (const path of places) {
    await page.goto(`/admin${path}`);
    await page.locator(".adm__scroll--stacked tbody tr, .adm__acts li").first().waitFor();
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const found = await page.evaluate(outOfSight);
      if (found.length > 0) faults[`${path} ${width}`] = found;
    }
  }
  expect(faults).toEqual({});
  await visitor.leave();
});

async function outOfSight(): Promise<string[]> {
  // A page hears of a new window size only at its next frame.
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const isWide = (element: Element) => element.scrollWidth > element.clientWidth + 1;
  const lists = [...document.querySelectorAll(".adm__scroll--stacked")].filter(isWide);
  const wide = [...lists, document.documentElement].filter(isWide);
  const here = document.querySelector(".adm__nav [aria-current]")?.getBoundingClientRect();
  const isSeen = here !== undefined && here.left >= 0 && here.right <= innerWidth;
  return [...wide.map(({ outerHTML }) => outerHTML.slice(0, 120)), ...(isSeen ? [] : ["the nav"])];
}
