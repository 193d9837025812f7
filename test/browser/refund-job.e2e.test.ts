import { inject, it } from "vitest";
import { Client } from "pg";
import { purchase } from "../../src/db/money/purchase.ts";
import { newFan, purchaseOf } from "../support/books.ts";
import { visitAsAdmin } from "../support/browser/admin-visits.ts";
import { desktop, words } from "../support/browser/browser.ts";
import { eventually } from "../support/eventually.ts";
import { siteBooks } from "../support/browser/site-books.ts";
import { newHallSale } from "../support/sales.ts";

const books = siteBooks();
/** One batch and a bit. */
const orders = 54;

/** A date on which somebody has bought that many single seats. */
async function soldDate(): Promise<{ scheduleId: string; last: string }> {
  const scheduleId = await newHallSale(books, 6);
  const fan = await newFan(books, orders * 11_000);
  const ids: string[] = [];
  for (let seat = 0; seat < orders; seat++) {
    const wanted = purchaseOf(fan, scheduleId, seat);
    const bought = await purchase(books.db, wanted);
    if (!bought.ok) throw new Error(bought.code);
    ids.push(wanted.orderId);
  }
  return { scheduleId, last: ids.toSorted()[0] ?? "" };
}

/** Waits until the books have the pause, which cannot take effect in the middle of a batch. */
async function pauseWaits(): Promise<void> {
  const client = new Client({ connectionString: inject("siteDatabaseUrl") });
  await client.connect();
  await eventually(async () => {
    const { rowCount } = await client.query(
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
        AND query LIKE '%control_refund_job%'`,
    );
    if (rowCount === 0) throw new Error("nobody waits to pause");
  });
  await client.end();
}

/** Keeps one order, so that the job waits at its first batch until it is let go. */
async function keep(orderId: string) {
  const client = new Client({ connectionString: inject("siteDatabaseUrl") });
  await client.connect();
  await client.query("BEGIN");
  await client.query("SELECT FROM customer_order WHERE id = $1 FOR UPDATE", [orderId]);
  return {
    /** Resolves once the batch waits for the order: a pause before it would hold at once. */
    reached: () =>
      eventually(async () => {
        const waiting =
          "SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))";
        if ((await client.query(waiting)).rowCount === 0) throw new Error("no batch has begun");
      }),
    letGo: async () => {
      await client.query("COMMIT");
      await client.end();
    },
  };
}

it("[RJ8] on the screen staff see the dry run, start the job, pause it and resume it, and follow its progress", async () => {
  const w = words.en.adminRefundJobs;
  const { scheduleId, last } = await soldDate();
  const visitor = await visitAsAdmin(desktop, `/admin/refunds?date=${scheduleId}`);
  const { page } = visitor;
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const state = (name: string) =>
    page.locator("[role=status]", { hasText: name }).waitFor({ timeout: 90_000 });
  await page.getByLabel(words.en.adminRefunds.reason).fill("Sound failure");
  await button(w.preview).click();
  await state(w.state.planned);
  await page.getByText("₩594,000").first().waitFor();
  await page.getByRole("heading", { name: w.progress("0", String(orders)) }).waitFor();

  const { reached, letGo } = await keep(last);
  await button(w.act.start).click();
  await page.locator("dialog").getByRole("button", { name: w.act.start }).click();
  await state(w.state.running);
  await reached();
  // The pause waits for the batch that is under way, and nothing is refunded after it.
  await button(w.act.pause).click();
  await pauseWaits();
  await letGo();
  await state(w.state.paused);
  await page.getByRole("heading", { name: w.progress("50", String(orders)) }).waitFor();
  await button(w.act.resume).click();
  await state(w.state.done);
  await page.getByRole("heading", { name: w.progress(String(orders), String(orders)) }).waitFor();
  await page.getByRole("button", { name: w.lineState.failed }).click();
  await page.locator(".table tbody tr").first().waitFor({ state: "detached" });
  await visitor.leave();
});
