import type { BrowserContextOptions } from "playwright-core";
import { Visitor, withMotion } from "./browser.ts";

/** A new fan who is inside and sees the map. */
export async function shopper(
  scheduleId: string,
  options: BrowserContextOptions,
): Promise<Visitor> {
  const fan = await Visitor.arrive({ ...withMotion, ...options, locale: "ko-KR" });
  await fan.signUp();
  await fan.page.goto(`/schedules/${scheduleId}?lang=ko`);
  await fan.page.locator(".pill--sync", { hasText: "남음" }).waitFor();
  return fan;
}
