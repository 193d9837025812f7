import { expect, it } from "vitest";
import type { Letter } from "../../src/worker/mail/letter.ts";
import { letterHtml } from "../../src/worker/mail/letter-html.ts";
import { faultsOf, looker } from "../support/browser/axe.ts";
import { desktop, phone, Visitor, withServiceWorker, words } from "../support/browser/browser.ts";
import { buyTwo } from "../support/browser/orders.ts";

it("[V84] without script a fan can find a concert by its first consonants, read its price, and reach the queue", async () => {
  const fan = await Visitor.arrive({ ...phone, javaScriptEnabled: false });
  const { page } = fan;
  await page.goto("/concerts");
  await page.locator("main input[name=q]").fill("ㅍㄹㅈ");
  await page.locator("main input[name=q]").press("Enter");
  await page.getByRole("link", { name: "파랑주의보 〈높은 파도〉" }).click();
  await page.getByRole("heading", { level: 1, name: "파랑주의보 〈높은 파도〉" }).waitFor();
  expect(await page.locator(".prices").first().innerText()).toContain("99,000원");
  expect(await page.getByText("2호선 물결역 3번 출구").isVisible()).toBe(true);
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Parang Juuibo: High Waves" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/concerts/high-waves");
  expect(await page.locator('a[href^="/schedules/"]').count()).toBeGreaterThan(0);
  await fan.leave();
});

it("[V305] the picture of a shared link is a PNG of 1200 by 630 pixels that caches keep", async () => {
  const fan = await Visitor.arrive({ ...desktop, javaScriptEnabled: false });
  for (const path of ["/", "/concerts/high-waves"]) {
    await fan.page.goto(path);
    const picture = fan.page.locator('meta[property="og:image"]');
    const response = await fan.page.request.get((await picture.getAttribute("content")) ?? "");
    expect(response.headers()).toMatchObject({ "content-type": "image/png" });
    expect(response.headers()["cache-control"]).toContain("max-age=86400");
    const png = await response.body();
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_200, 630]);
    expect(png.length).toBeLessThan(600_000);
  }
  await fan.leave();
});

it("[V68] the screen takes over the server's page as it stands, and requests none of its data again", async () => {
  const fan = await Visitor.arrive(desktop);
  const { page } = fan;
  const asked: string[] = [];
  const said: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  page.on("console", (message) => said.push(message.text()));
  await page.goto("/concerts/moon-bicycle");
  await page.getByRole("heading", { level: 1 }).waitFor();
  const before = await page.locator("main h1").elementHandle();
  await page
    .getByRole("gridcell", { name: /January 24/ })
    .getByRole("button")
    .click();
  await page.waitForURL(/date=/);
  // The same element, not a new one in its place.
  expect(await before?.evaluate((element) => element.isConnected)).toBe(true);
  expect(asked.filter((path) => path.startsWith("/api/v1/concerts"))).toEqual([]);
  expect(said.filter((text) => /error|warn|mismatch/i.test(text))).toEqual([]);
  await fan.leave();
});

it("[V69] the chosen date and the filter are in the address, so that reloading and going back keep them", async () => {
  const fan = await Visitor.arrive(desktop);
  const { page } = fan;
  await page.goto("/concerts?genre=musical");
  await page.getByRole("link", { name: "The Moon and the Bicycle" }).click();
  const day = page.getByRole("gridcell", { name: /January 30/ });
  await day.getByRole("button").click();
  await page.getByRole("gridcell", { name: /January 30/, selected: true }).waitFor();
  await page.reload();
  await page.getByRole("gridcell", { name: /January 30/, selected: true }).waitFor();
  await page.goBack();
  await page.getByRole("link", { name: "Musicals", exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe("?genre=musical");
  await page.locator(".card").first().waitFor();
  expect(await page.locator(".card").count()).toBe(1);
  await fan.leave();
});

it("[V70] a fan can find a concert while typing and move through its calendar by keyboard alone", async () => {
  const fan = await Visitor.arrive({ ...desktop, reducedMotion: "reduce" });
  const { page } = fan;
  await page.goto("/");
  await fan.tabTo(words.en.search.label);
  await page.keyboard.type("moon");
  await page.getByRole("option", { name: /The Moon and the Bicycle/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  const input = page.locator("#search");
  expect(await input.getAttribute("aria-activedescendant")).toBe("search-0");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "The Moon and the Bicycle" }).waitFor();
  await fan.tabTo(/^Saturday, January 23/);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => fan.focused()).toMatch(/^Sunday, January 24/);
  await page.keyboard.press("PageDown");
  await expect.poll(() => fan.focused()).toMatch(/^Wednesday, February 24, no show/);
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Enter");
  await page.waitForURL(/date=/);
  const moving = await page.evaluate(
    () => document.getAnimations().filter((a) => Number(a.effect?.getTiming().duration) > 1).length,
  );
  expect(moving).toBe(0);
  await fan.leave();
});

it("[V97] a ticket opens without a network, with its signed code, its poster, and the list of orders", async () => {
  const fan = await Visitor.arrive({ ...phone, ...withServiceWorker });
  const { page } = fan;
  const w = words.ko;
  await fan.signUp(66_000);
  await page.goto("/");
  const orderId = await buyTwo(page.request);
  await page.goto("/me");
  await page.getByText(w.ticket.saved).waitFor();
  await page.context().setOffline(true);
  await page.goto(`/orders/${orderId}`);
  await page.getByText(w.ticket.offline).waitFor();
  const codes = page.getByRole("img", { name: /입장 QR 코드$/ });
  await codes.nth(1).waitFor();
  expect(await codes.count()).toBe(2);
  await page.getByRole("button", { name: w.ticket.next }).click();
  await page.getByText(w.ticket.of(2, 2)).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.reload();
  await codes.nth(1).waitFor();
  await page.goto("/wallet");
  await page.getByText(w.problem.offline).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("heading", { name: w.wallet.ledger }).waitFor();
  await fan.leave();
});

it.each([
  { device: phone, colorScheme: "dark" },
  { device: desktop, colorScheme: "light" },
] as const)(
  "[V71] no public page, in no state, breaks the rules of WCAG 2.2 AA ($device.viewport.width wide, $colorScheme)",
  async ({ device, colorScheme }) => {
    const found: Record<string, string[]> = {};
    const fan = await Visitor.arrive({ ...device, colorScheme });
    const { page } = fan;
    const check = async (name: string) => {
      const faults = await faultsOf(page);
      if (faults.length > 0) found[name] = faults;
    };
    const dates = await page.request.get("/api/v1/concerts/slow-letter/schedules");
    const [date] = ((await dates.json()) as { items: { id: string }[] }).items;
    // The first page and a concert's are among those of E7.
    const ours = "/concerts /concerts?q=zzzz /design".split(" ");
    // The Worker's own pages: to check a draw, for readers of a mail, and for programmers.
    const plain = `/draw/${date?.id} /unsubscribe /problems /problems/seat-taken /api/v1/docs`;
    for (const path of [...ours, ...plain.split(" ")]) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await check(path);
    }
    await page.goto("/concerts");
    await page.getByRole("combobox").filter({ visible: true }).fill("moon");
    await page.getByRole("option").first().waitFor();
    // A chip that the open list covers in part is no target until the list is closed.
    await page.locator(".chips").evaluateAll((groups) => {
      for (const group of groups) group.style.visibility = "hidden";
    });
    await check("suggestions");
    expect(found).toEqual({});
    await fan.leave();
  },
);

it("[V396] a mail with every kind of block meets WCAG 2.2 AA, in both themes", async () => {
  const fan = await Visitor.arrive(phone);
  const { faults, check } = looker(fan.page);
  const letter: Letter = {
    subject: "Two tickets",
    preview: "FR-1",
    title: "Your tickets",
    blocks: [
      { kind: "text", text: "They are yours." },
      { kind: "show", title: "Blue Night", lines: ["Saturday", "Olympic Hall"] },
      { kind: "facts", lines: [["Seats", "A 3, 8–9"]] },
      {
        kind: "sums",
        lines: [
          ["Tickets", "₩300,000"],
          ["Paid", "₩304,000"],
        ],
      },
      { kind: "codes", tickets: [{ key: "A/3/8", label: "A, row 3, seat 8" }] },
      { kind: "button", label: "Open my tickets", path: "/me" },
      { kind: "links", links: [{ label: "Payments", path: "/payments" }] },
      { kind: "note", text: "Bring nothing but a phone." },
    ],
  };
  const off = { label: "Unsubscribe from these emails", url: "https://frontrow.test/unsubscribe" };
  const frame = { language: "en", siteUrl: "https://frontrow.test", footer: ["Frontrow"], off };
  await fan.page.setContent(letterHtml(letter, { ...frame, language: "en" }));
  await check("mail");
  // A mail is shown within the landmarks of the mail program.
  const [found = []] = Object.values(faults);
  expect(found.filter((fault) => !/^(region|landmark-one-main):/.test(fault))).toEqual([]);
  await fan.leave();
});
