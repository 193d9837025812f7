import { signOut } from "./people.ts";
import type { Visit } from "./scene.ts";

/** Opens a page as the one admin of every new shop. */
export async function adminSignedIn(visit: Visit, path: string): Promise<void> {
  await visit.open("/");
  await signOut(visit);
  await visit.page.goto(path);
  await visit.signIn("admin@frontrow.test", "frontrow-admin-1");
  await visit.page.locator(".adm--rail h1").waitFor();
}
