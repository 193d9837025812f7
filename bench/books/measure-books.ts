import { startBridge } from "../../dev/stand-ins/bridge/bridge.ts";
import { connect } from "../../src/db/connection/connect.ts";
import type { Figures } from "../support/figures.ts";
import { openBigBooks } from "./big-books.ts";
import { measureReports } from "./report-times.ts";
import { measureOrderSearch } from "./search-times.ts";

/** How long searches and reports take in books with so many orders. */
export async function measureBooks(
  stack: AsyncDisposableStack,
  { orders, timesEach }: { orders: number; timesEach: number },
): Promise<Figures> {
  const { url, sql } = await openBigBooks(stack, orders);
  const bridge = await startBridge({ postgresUrl: url });
  stack.defer(() => bridge.stop());
  const db = connect({ DATABASE_URL: url, NEON_LOCAL_PROXY: `127.0.0.1:${bridge.port}` });
  console.log(`\n  books of ${orders.toLocaleString("en")} orders`);
  const searching = await measureOrderSearch(db, { sql, timesEach });
  return { book_orders: orders, ...searching, ...(await measureReports(db, { sql, timesEach })) };
}
