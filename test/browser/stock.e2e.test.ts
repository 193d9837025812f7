import { expect, it } from "vitest";
import { purchase } from "../../src/db/money/purchase.ts";
import { openAccount } from "../support/browser/accounts.ts";
import { visitAsAdmin } from "../support/browser/admin-visits.ts";
import { looker } from "../support/browser/axe.ts";
import { desktop, phone, Visitor, words } from "../support/browser/browser.ts";
import { siteBooks } from "../support/browser/site-books.ts";
import { purchaseOf } from "../support/books.ts";
import { newHall, newSale } from "../support/sales.ts";

const books = siteBooks();
const w = words.ko.adminStock;
const { kinds } = words.ko.staffMap;
const waitlist = words.ko.waitlist;

it("[SM15] a house hold that is made on the map ends at its time, and a fan who waits is offered its seat while staff watch", async () => {
  const owner = await openAccount({ balanceMinor: 99_000 });
  const hall = await newHall(books, 1);
  const scheduleId = await newSale(books, hall, { seatsPerAccount: 10 });
  const order = purchaseOf(owner.id, scheduleId, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  expect(await purchase(books.db, order)).toMatchObject({ ok: true });

  const staff = await visitAsAdmin({ ...desktop, locale: "ko-KR" }, `/admin/stock/${scheduleId}`);
  const { page } = staff;
  const { faults, check } = looker(page);
  const legend = page.getByRole("group", { name: words.ko.staffMap.legend });
  await legend.getByRole("button", { name: `${kinds.sold} 9` }).waitFor();
  await page.getByRole("textbox", { name: words.ko.staffMark.question }).fill("A 1열 1번");
  await page.keyboard.press("Enter");
  await page.getByText(w.chosen("1", 1)).waitFor();
  await page.getByRole("button", { name: w.createTitle }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("1석: 판매 가능 1석.").waitFor();
  await dialog.getByLabel(w.owner).fill("김민지");
  await check("the form of a block");
  await dialog.getByRole("button", { name: w.create }).click();
  await legend.getByRole("button", { name: `${kinds.withheld} 1` }).waitFor();
  await page.getByRole("button", { name: w.asList }).click();
  await page.getByRole("gridcell", { name: new RegExp(`1열 1번, ${kinds.withheld}`) }).waitFor();
  await check("the stock");

  const fan = await Visitor.arrive(phone);
  await fan.signUp(11_000);
  await fan.page.goto(`/concerts/night-${hall.concertId}?date=${scheduleId}`);
  await fan.page.locator(".buybar").getByRole("button", { name: waitlist.join }).click();
  const asked = fan.page.getByRole("dialog", { name: waitlist.title });
  await asked.getByRole("button", { name: "R석" }).click();
  await asked.getByRole("button", { name: waitlist.submit }).click();
  await fan.page.getByText(waitlist.joined).waitFor();

  // The form knows minutes; the test asks for a time that is near.
  await page.route("**/stock/*", async (route) => {
    const body = route.request().postDataJSON() as object;
    const releaseAt = new Date(Date.now() + 1_500).toISOString();
    await route.continue({ postData: { ...body, releaseAt } });
  });
  await page.getByRole("button", { name: new RegExp(`^${w.change}: `) }).click();
  await dialog.getByLabel(w.releaseAt).fill("2098-01-01T12:00");
  await dialog.getByRole("button", { name: w.save }).click();
  await legend.getByRole("button", { name: `${kinds.offered} 1` }).waitFor({ timeout: 15_000 });
  await page.getByText(w.none).waitFor({ timeout: 15_000 });
  await fan.page.goto("/me?tab=waitlist");
  const offer = fan.page.getByRole("complementary", { name: waitlist.title });
  await offer.getByRole("link", { name: waitlist.pay }).waitFor();
  expect(faults).toEqual({});
  await fan.leave();
  await staff.leave();
});
