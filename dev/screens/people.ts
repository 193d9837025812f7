import { randomUUID } from "node:crypto";
import type { Visit } from "./scene.ts";

/** A new account, signed in without the form. */
export async function signUp({ page, lang }: Visit): Promise<void> {
  const context = page.context();
  const origin = new URL(page.url()).origin;
  await context.clearCookies();
  const data = {
    email: `${randomUUID().slice(0, 8)}@frontrow.test`,
    password: "a-good-long-password",
    name: lang === "ko" ? "남궁빛나라" : "Wilhelmina Featherstone",
  };
  await context.request.post("/api/v1/accounts", { headers: { origin }, data });
  await page.evaluate(() => localStorage.setItem("frontrow.signed-in", "yes"));
}

export async function signOut({ page }: Visit): Promise<void> {
  await page.context().clearCookies();
  await page.evaluate(() => localStorage.clear());
}

/** The schedule that a concert's page leads to. */
export async function scheduleOf({ page }: Visit, slug: string): Promise<string> {
  const response = await page.request.get(`/api/v1/concerts/${slug}/schedules`);
  const { items } = (await response.json()) as { items: { id: string; sale: string }[] };
  const open = items.find(({ sale }) => sale === "open") ?? items[0];
  if (!open) throw new Error(`${slug} has no dates`);
  return open.id;
}
