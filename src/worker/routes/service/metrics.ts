import { bookFacts } from "../../../db/admin/metrics.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf } from "../../books.ts";
import { sha256 } from "../../encoding/digest.ts";
import { failedAnswers } from "../../metrics/failures.ts";
import { violations } from "../../metrics/violations.ts";
import { createRouter } from "../../hono.ts";
import { requireRight } from "../../identity/staff.ts";
import { type Metric, metricsText } from "../../metrics/exposition.ts";
import { metricsOf, withoutBooks } from "../../metrics/business-metrics.ts";
import { livesOf } from "../../metrics/sales-watch.ts";

/**
 * For the watcher that polls every half minute: with its own token, or for staff with the right for the whole
 * deployment.
 */
export const metrics = createRouter();
metrics.get("/metrics", async (c) => {
  if (!(await isWatcher(c))) await requireRight(c, "deployment.read");
  return c.body(metricsText(await collect(c)), 200, {
    "content-type": "text/plain; version=0.0.4; charset=utf-8",
    "cache-control": "no-store",
  });
});

/** Compares hashes, so that the duration reveals nothing about the token. */
async function isWatcher(c: AppContext): Promise<boolean> {
  const { METRICS_TOKEN: token } = c.env;
  const given = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined || token === "" || given === undefined) return false;
  return (await sha256(given)) === (await sha256(token));
}

async function collect(c: AppContext): Promise<Metric[]> {
  const version = c.env.VERSION;
  const failed = failedAnswers();
  const askedAt = performance.now();
  try {
    const books = await bookFacts(booksOf(c), { now: Date.now() });
    const booksS = (performance.now() - askedAt) / 1_000;
    const ids = books.sales.map(({ id }) => id);
    const lives = await livesOf(c.env, ids);
    const sales = books.sales.map((sale) => ({
      ...sale,
      live: lives.get(sale.id)?.census ?? null,
    }));
    return metricsOf({
      version,
      booksS,
      books,
      sales,
      failed,
      violations: violations(Date.now()),
    });
  } catch (error) {
    console.error("metrics:", String(error));
    return withoutBooks({ version, failed });
  }
}
