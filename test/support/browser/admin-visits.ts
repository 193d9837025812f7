import type { BrowserContextOptions } from "playwright-core";
import { Visitor } from "./browser.ts";

/** Opens a page of the admin's screens, with the sign-in form in its place, as the one admin of every shop here. */
export async function visitAsAdmin(options: BrowserContextOptions, path: string) {
  const visitor = await Visitor.arrive(options);
  await visitor.page.goto(path);
  await visitor.signIn("admin@frontrow.test", "frontrow-admin-1");
  await visitor.page.locator(".adm--rail").waitFor();
  return visitor;
}
