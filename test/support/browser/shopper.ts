import type { BrowserContextOptions } from "playwright-core";
import { newAccount } from "./accounts.ts";
import { Visitor, words } from "./browser.ts";

const w = words.ko;

/** A new fan who is inside and sees the map. */
export async function shopper(
  scheduleId: string,
  options: BrowserContextOptions,
): Promise<Visitor> {
  const fan = await Visitor.arrive({ ...options, locale: "ko-KR" });
  const { page } = fan;
  await page.goto(`/schedules/${scheduleId}?lang=ko`);
  await page.getByRole("button", { name: w.signIn.submitNew }).click();
  await page.getByLabel(w.signIn.name).fill("김하늘");
  await page.getByLabel(w.signIn.consent.all).check();
  const { email, password } = newAccount();
  await fan.signIn(email, password);
  await page.locator(".pill--sync", { hasText: "석 남음" }).waitFor();
  return fan;
}
