import type { Database } from "../../db/connection/database.ts";
import { foldAccountSums } from "../../db/people/standing.ts";
import { foldSales } from "../../db/reports/folding.ts";
import { remindOfShow } from "../../db/messages/show-reminders.ts";
import { sweep } from "../../db/service/sweeping.ts";
import { drainOutbox } from "../buying/schedule-outbox.ts";
import type { Env } from "../env.ts";
import { issueDue } from "../invitations/issue-due.ts";
import { sendMails } from "../mail/dispatch.ts";
import { payDueRefunds, resolveOpenPayments } from "../payment/open-payments.ts";
import { reconcileWhenDue } from "../payment/reconcile.ts";
import { sendPushes } from "../push/dispatch.ts";
import { tellWhoWaits } from "../waitlist/line-up.ts";
import { remindOfSales } from "./sale-reminders.ts";
import { runRefundJobs } from "../refunds/open-jobs.ts";
import { cancelShows } from "../payment/show-cancellation.ts";
import { countStocks } from "./count-stock.ts";
import { mailSavedReports, makeDayFiles } from "./report-files.ts";
import { retireSales } from "./retire-sales.ts";
import { sendDayFiles } from "./sent-files.ts";
import { sweepImages } from "./sweep-images.ts";
import { tellTerms } from "./tell-terms.ts";

const showsMax = 100;
const sweptMax = 2_000;

export async function eachMinute(env: Env, db: Database): Promise<void> {
  await doAgain(env, db);
  await step("stock", () => countStocks(env, db));
  await step("report sums", () => foldAll(() => foldSales(db), { forMs: 10_000 }));
  await step("account sums", () => foldAll(() => foldAccountSums(db), { forMs: 5_000 }));
  await step("saved reports", () => mailSavedReports(db, { now: Date.now() }));
  await step("day files", () => makeDayFiles(db, { now: Date.now() }));
  await step("sent files", () => sendDayFiles(env, db, { now: Date.now() }));
  await step("reminders", () => remindOfShows(db));
  await step("sale reminders", () => remindOfSales(db));
  await step("push", () => sendPushes(env, db, { forMs: 20_000 }));
  // After money and seats, so that no mail server keeps those waiting.
  await step("mail", () => sendMails(env, db, { forMs: 30_000 }));
  await step("past sales", () => retireSales(env, db));
  await step("sweeping", () => sweep(db, { limit: sweptMax }));
  await step("images", () => sweepImages(env, db));
  if (env.PAYMENT_GATEWAY_SECRET !== undefined)
    await step("reconciliation", () => reconcileWhenDue(env, db));
}

/** The jobs that run every minute until they are done. A failing job does not stop the others. */
export async function doAgain(env: Env, db: Database): Promise<void> {
  await step("outbox", () => drainOutbox(env, db));
  await step("terms", () => tellTerms(env, db));
  await step("waitlists", () => tellWhoWaits(env, db));
  await step("show cancellations", () => cancelShows(env, db));
  await step("refund jobs", () => runRefundJobs(env, db));
  await step("invitations", () => issueDue(env, db, { forMs: 20_000 }));
  if (env.PAYMENT_GATEWAY_SECRET !== undefined) {
    await step("open payments", () => resolveOpenPayments(env, db));
    await step("due refunds", () => payDueRefunds(env, db));
  }
}

/** Folds what was sold and given back into sums, a day at a time. */
async function foldAll(
  fold: () => Promise<{ isBehind: boolean }>,
  { forMs }: { forMs: number },
): Promise<void> {
  const endsAt = Date.now() + forMs;
  while (Date.now() < endsAt) if (!(await fold()).isBehind) return;
}

/** Writes the reminders of the shows that start next, one statement each. */
async function remindOfShows(db: Database): Promise<void> {
  for (let show = 0; show < showsMax; show++) if (!(await remindOfShow(db))) return;
}

async function step(name: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    console.error("cron:", name, String(error));
  }
}
