import type { BrowserContextOptions } from "playwright-core";
import { Visitor } from "./browser.ts";

/** Opens a page of the admin's screens, as an admin who is logged in. */
export async function visitAsAdmin(options: BrowserContextOptions, path: string) {
  const visitor = await Visitor.arrive(options);
  await visitor.signUp(0, "admin");
  await visitor.page.goto(path);
  await visitor.page.locator(".adm--rail").waitFor();
  return visitor;
}
