import type { BrowserContextOptions } from "playwright-core";
import { Visitor } from "./browser.ts";

/** Opens an admin page as a signed-in admin. */
export async function visitAsAdmin(options: BrowserContextOptions, path: string) {
  const visitor = await Visitor.arrive(options);
  await visitor.signUp(0, "admin");
  await visitor.page.goto(path);
  await visitor.page.locator(".adm--rail").waitFor();
  return visitor;
}
