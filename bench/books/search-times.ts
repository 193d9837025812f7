import type { Client } from "pg";
import { operatorScope } from "../../src/contract/admin/organizations.ts";
import { meaningsOf } from "../../src/contract/admin/orders/search-text.ts";
import type { Database } from "../../src/db/connection/database.ts";
import { findOrders, type OrdersWanted } from "../../src/db/orders/search.ts";
import { type Figures, percentile, rounded } from "../support/figures.ts";
import { tell } from "../support/report.ts";

const p95MsMax = 300;

type Sample = {
  id: string;
  number: string;
  account: string | null;
  email: string | null;
  name: string | null;
  phone: string | null;
  payment: string | null;
  key: string | null;
  schedule: string;
  concert: string;
  seat: string;
};
type Search = (order: Sample) => [text: string | null, more?: Partial<OrdersWanted>];

/** Everything that people search by, each for another order every time. */
const searches: Record<string, Search> = {
  "order id": ({ id }) => [id],
  number: ({ number }) => [number],
  "half a number": ({ number }) => [number.slice(3, 9)],
  account: ({ account, id }) => [account ?? id],
  email: ({ email }) => [email ?? "fan7@naver.com"],
  "half an email": ({ email }) => [(email ?? "fan77@").split("@")[0]?.concat("@") ?? ""],
  "full name": ({ name }) => [name ?? "김민준"],
  "given name": ({ name }) => [(name ?? "김민준").slice(1)],
  "name in a concert": ({ name, concert }) => [name ?? "김민준", { concertId: concert }],
  "name by card": ({ name }) => [name ?? "김민준", { method: "card" }],
  "phone tail": ({ phone }) => [(phone ?? "01012344471").slice(-4)],
  "payment id": ({ payment, id }) => [payment ?? id],
  "payment key": ({ key }) => [key ?? "pk_none_0000"],
  "seat of a date": ({ seat, schedule }) => [seat.replaceAll("/", " "), { scheduleId: schedule }],
  "row of a concert": ({ seat, concert }) => [
    seat.split("/").slice(0, 2).join(" "),
    { concertId: concert },
  ],
  "all orders": () => [null],
  "a date's orders": ({ schedule }) => [null, { scheduleId: schedule }],
  "a concert's cancellations": ({ concert }) => [null, { concertId: concert, state: "cancelled" }],
  "canceled by transfer": () => [null, { state: "cancelled", method: "transfer" }],
  "the counter's": () => [null, { channel: "counter" }],
  "a day's": () => [null, { since: "2025-05-01T00:00:00Z", until: "2025-05-02T00:00:00Z" }],
};

const everything = { scope: operatorScope, people: operatorScope, after: null, limit: 30 };

/** How long the search for orders takes, over everything that an order can be found by. */
export async function measureOrderSearch(
  db: Database,
  { sql, timesEach }: { sql: Client; timesEach: number },
): Promise<Figures> {
  const samples = await samplesOf(sql, timesEach);
  // The first search opens the connection.
  await findOrders(db, { ...everything, meanings: [] });
  let worst = 0;
  for (const [name, search] of Object.entries(searches)) {
    const times: number[] = [];
    for (const order of samples) {
      const [text, more = {}] = search(order);
      const meanings = text === null ? null : meaningsOf(text);
      const before = performance.now();
      const page = await findOrders(db, { ...everything, meanings, ...more });
      times.push(performance.now() - before);
      if (!page.ok) throw new Error(`the search refused: ${page.code}`);
    }
    const p95 = percentile(times, 0.95);
    worst = Math.max(worst, p95);
    console.log(`    ${name.padEnd(26)} p95 ${String(rounded(p95)).padStart(6)} ms`);
  }
  const figure = rounded(worst);
  tell("order_search_p95_ms", String(figure), worst <= p95MsMax, `aim at most ${p95MsMax}`);
  return { order_search_p95_ms: figure };
}

/** Orders from all over the years, of the operator. */
async function samplesOf(sql: Client, timesEach: number): Promise<Sample[]> {
  const { rows } = await sql.query<Sample>(
    `SELECT o.id, o.number, o.account_id AS account, a.email, a.name, o.buyer_phone AS phone, p.id AS payment,
      p.provider_key AS key, o.schedule_id AS schedule, s.concert_id AS concert,
      (SELECT b.seat_key FROM order_seat b WHERE b.order_id = o.id LIMIT 1) AS seat
    FROM (SELECT * FROM customer_order TABLESAMPLE SYSTEM (0.1) LIMIT 20000) o
    JOIN schedule s ON s.id = o.schedule_id JOIN concert c ON c.id = s.concert_id
    JOIN organization g ON g.id = c.organization_id AND g.is_operator
    LEFT JOIN account a ON a.id = o.account_id LEFT JOIN payment p ON p.id = o.payment_id
    ORDER BY md5(o.number) LIMIT ${timesEach}`,
  );
  if (rows.length === 0) throw new Error("the big books have no orders");
  return rows;
}
