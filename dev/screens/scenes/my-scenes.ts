import { fullAgreement } from "../../../src/contract/money/agreement.ts";
import type { RefundPreview } from "../../../src/contract/money/refunds.ts";
import type { Order } from "../../../src/contract/money/orders.ts";
import { scheduleOf, signOut, signUp } from "../people.ts";
import type { Scene, Visit } from "../scene.ts";

/** Buys two seats from the wallet, without the screen. */
async function buy(visit: Visit, slug: string): Promise<string> {
  const { page } = visit;
  const id = await scheduleOf(visit, slug);
  const { origin } = new URL(page.url());
  const post = async (path: string, data: object, headers: Record<string, string> = {}) => {
    const key = { "idempotency-key": crypto.randomUUID() };
    const reply = await page.request.post(`/api/v1${path}`, {
      headers: { origin, ...key, ...headers },
      data,
    });
    if (!reply.ok()) throw new Error(`${path}: ${await reply.text()}`);
    return (await reply.json()) as Record<string, unknown>;
  };
  const turn = await post(`/schedules/${id}/queue`, {});
  const { pass } = turn["admission"] as { pass: string };
  const { zones } = (await (await page.request.get(`/api/v1/schedules/${id}`)).json()) as {
    zones: { id: string }[];
  };
  const best = { zoneId: zones.at(-1)?.id, count: 2, together: true };
  const hold = await post(`/schedules/${id}/holds`, { best }, { "frontrow-pass": pass });
  const wanted = { scheduleId: id, holdId: hold["id"], method: "wallet", agreement: fullAgreement };
  const order = await post("/orders", wanted);
  return order["id"] as string;
}

const account: Scene = {
  name: "account",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await visit.open("/");
    await signOut(visit);
    await visit.open("/sign-in");
    await camera.shoot("sign-in");
    await visit.signIn("nobody@frontrow.test", "a-wrong-password");
    await page.locator("[role=alert]").waitFor();
    await camera.shoot("sign-in-wrong");
    await visit.button(words.signIn.submitNew).click();
    await camera.shoot("sign-up");
    for (const path of ["me", "wallet", "profile"]) {
      await visit.open(`/${path}`);
      await camera.shoot(`${path}-guest`);
    }
    await signUp(visit);
    for (const path of ["me", "wallet", "payments", "profile"]) {
      await visit.open(`/${path}`);
      await page.waitForTimeout(500);
      await camera.shoot(`${path}-empty`);
    }
  },
};

const reset: Scene = {
  name: "reset",
  play: async (visit) => {
    const { page, camera } = visit;
    const submit = page.locator("form.sign-in [type=submit]");
    await visit.open("/");
    await signOut(visit);
    await visit.open("/sign-in");
    await camera.shoot("reset-link");
    await visit.open("/reset-password");
    await camera.shoot("reset-ask");
    await page.locator("#email").fill("nobody@frontrow.test");
    await submit.click();
    await page.locator(".sign-in[role=status]").waitFor();
    await camera.shoot("reset-sent");
    await visit.open("/reset-password#token=forged");
    await page.reload();
    await page.locator("#password").fill("a-password-of-mine");
    await camera.shoot("reset-new");
    await submit.click();
    await page.locator("[role=alert]").waitFor();
    await camera.shoot("reset-dead");
  },
};

/** Simulates an order paid into a virtual account, which has no automatic refund. */
async function refundToAccount(visit: Visit, order: string): Promise<void> {
  const { page, camera, words } = visit;
  const real = await page.request.get(`/api/v1/orders/${order}/refund`);
  const known = (await real.json()) as RefundPreview;
  const targets = ["wallet", "original"];
  const json = { ...known, targets, original: known.refund, needsAccount: true };
  await visit.pretending("**/refund?**", { json }, async () => {
    await visit.button(words.cancel.open).click();
    await page.getByRole("radio", { name: words.cancel.toAccount }).check();
    await page.getByRole("dialog").getByRole("button", { name: words.cancel.confirm }).click();
    await page.getByText(words.cancel.account.fault.bank).waitFor();
    await camera.shoot("order-cancel-account", false);
    await visit.button(words.cancel.keep).click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
  });
}

/** Gives one of two tickets back. */
async function cancelOne({ page }: Visit, order: string): Promise<void> {
  const { seats } = (await (await page.request.get(`/api/v1/orders/${order}`)).json()) as Order;
  const reply = await page.request.post(`/api/v1/orders/${order}/cancellation`, {
    headers: { origin: new URL(page.url()).origin, "idempotency-key": crypto.randomUUID() },
    data: { seats: [seats[0]?.seat] },
  });
  if (!reply.ok()) throw new Error(await reply.text());
}

/** Pretends that a transfer is still to come. */
async function awaitingDeposit(visit: Visit): Promise<void> {
  const { page, camera } = visit;
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  const deposit = { bank: "88", accountNumber: "110-384-902817", holder: "앞줄공연", dueAt };
  const concert = { ko: "서이안 콘서트 〈느린 편지〉", en: "Seo Ian: A Slow Letter" };
  const amount = { amount: 264_000, currency: "KRW" };
  const payment = { id: "p", purpose: "order", status: "awaiting-deposit", amount, deposit };
  const items = [{ ...payment, concert, createdAt: dueAt }];
  await visit.pretending("**/api/v1/payments", { json: { items, nextCursor: null } }, async () => {
    await visit.open("/me");
    await page.locator(".note--warn").waitFor();
    await camera.shoot("me-deposit");
  });
}

type Listed = { number: number; subject: string; to: string[] };

/** The mails of a purchase, as a mail program shows them. */
const mails: Scene = {
  name: "mails",
  play: async (visit) => {
    const { page, camera, inboxUrl } = visit;
    await visit.open("/profile");
    const email = await signUp(visit, 200_000);
    const order = await buy(visit, "far-mountain");
    await page.waitForTimeout(1_500);
    await cancelOne(visit, order);
    await page.waitForTimeout(3_000);
    const query = `/api/mails?to=${encodeURIComponent(email)}`;
    const listed = (await (await page.request.get(inboxUrl + query)).json()) as Listed[];
    for (const [at, { number }] of listed.entries()) {
      await page.goto(`${inboxUrl}/mails/${number}/html`);
      await camera.shoot(`mail-${at}`, true, ["phone", "desktop"]);
    }
    await page.goto("/");
  },
};

const owning: Scene = {
  name: "owning",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await visit.open("/profile");
    await signUp(visit, 900_000);
    const order = await buy(visit, "far-mountain");
    const second = await buy(visit, "moon-bicycle");
    const third = await buy(visit, "220v");
    await cancelOne(visit, third);
    await visit.open(`/orders/${order}?new=1`);
    await page.locator(".ticket").first().waitFor();
    await page.waitForTimeout(500);
    await camera.shoot("order-new");
    await refundToAccount(visit, order);
    await visit.button(words.cancel.open).click();
    await page.locator("dialog .sum__total").waitFor();
    await camera.shoot("order-cancel", false);
    await page.locator("dialog").getByRole("button", { name: words.cancel.confirm }).click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await camera.shoot("order-cancelled");
    await visit.open(`/orders/${second}`);
    await page.locator(".ticket").first().waitFor();
    await camera.shoot("order");
    await visit.open(`/orders/${third}`);
    await page.locator(".ticket").first().waitFor();
    await camera.shoot("order-part");
    await page.emulateMedia({ media: "print" });
    await camera.shoot("order-print", true, ["desktop"]);
    await page.emulateMedia({ media: null });
    for (const path of ["me", "wallet", "payments", "profile"]) {
      await visit.open(`/${path}`);
      await page.waitForTimeout(700);
      await camera.shoot(path);
    }
    await awaitingDeposit(visit);
    for (const tab of ["past", "waitlist", "wishes"]) {
      await visit.open(`/me?tab=${tab}`);
      await page.waitForTimeout(300);
      await camera.shoot(`me-${tab}`);
    }
    await visit.open("/profile");
    await page.context().setOffline(true);
    await page.waitForTimeout(300);
    await camera.shoot("profile-offline", false);
    await page.context().setOffline(false);
    await visit.pretending(
      "**/api/v1/orders**",
      { status: 503, json: { code: "unavailable" } },
      async () => {
        await page.goto("/me");
        await page.locator("[role=alert]").waitFor({ timeout: 30_000 });
        await camera.shoot("me-down");
      },
    );
    await visit.open("/design");
    await page.waitForTimeout(500);
    await camera.shoot("design");
  },
};

/** A fan's own pages. */
export const myScenes: Scene[] = [account, reset, owning, mails];
