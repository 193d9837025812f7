import { operatorScope } from "../../src/contract/admin/organizations.ts";
import { createHash, randomUUID } from "node:crypto";
import { Client } from "pg";
import { fullConsent } from "../../src/contract/people/consent.ts";
import { createVenue } from "../../src/db/setup/venues.ts";
import type { CreateSchedule } from "../../src/contract/admin/catalog-changes.ts";
import type { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { signUp } from "../../src/db/people/accounts.ts";
import { createConcert, createPlan, createSchedule } from "../../src/db/admin/catalog-changes.ts";
import { connect, type ConnectSettings } from "../../src/db/connection/connect.ts";
import type { Database } from "../../src/db/connection/database.ts";
import type { Purchase } from "../../src/db/money/purchase.ts";
import {
  type Cancellation,
  cancelSeats,
  quoteOf,
  refundFacts,
} from "../../src/db/money/refunds.ts";
import { settleTopUp, startTopUp } from "../../src/db/money/top-ups.ts";
import { freshDatabase } from "../../dev/testing/test-database.ts";

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const both = (text: string) => ({ ko: text, en: text });

/** A small hall: 100 seats in zone "r", 100 in zone "s". */
export const hall: SeatPlan = {
  format: "seatplan/1",
  name: both("Hall"),
  bounds: [0, 0, 4_000, 4_000],
  focus: [2_000, 0],
  levels: [{ id: "1", name: both("1") }],
  zones: [
    { id: "r", name: { ko: "R석", en: "R" }, color: 1 },
    { id: "s", name: { ko: "S석", en: "S" }, color: 2 },
  ],
  stage: [],
  sections: [],
  areas: ["r", "s"].map((zone) => ({
    id: zone,
    label: both(zone),
    level: "1",
    zone,
    outline: [
      [0, 0],
      [100, 0],
      [100, 100],
    ],
    mode: "count",
    capacity: 100,
  })),
};
export const hallHash = sha256(JSON.stringify(hall));

export interface Books {
  db: Database;
  url: string;
  /** The address for any other connection to them. */
  settings: ConnectSettings;
  /** Runs SQL behind the back of the product. */
  sql<Row = Record<string, unknown>>(text: string, params?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** A separate, empty set of books, over the product's driver. */
export async function openBooks(): Promise<Books> {
  const { url, proxy, drop } = await freshDatabase();
  const client = new Client({ connectionString: url });
  await client.connect();
  const settings = { DATABASE_URL: url, NEON_LOCAL_PROXY: proxy };
  return {
    db: connect(settings),
    url,
    settings,
    sql: async <Row>(text: string, params: unknown[] = []) =>
      (await client.query(text, params)).rows as Row[],
    close: async () => {
      await client.end();
      await drop();
    },
  };
}

export function newSession() {
  const sessionId = randomUUID();
  const tokenHash = sha256(sessionId);
  return { sessionId, tokenHash, expiresAt: Date.now() + 86_400_000, userAgent: null };
}

/** A fan with that much in the wallet. */
export async function newFan({ db }: Pick<Books, "db">, balanceMinor = 0): Promise<string> {
  const id = randomUUID();
  await signUp(db, {
    id,
    email: `${id}@frontrow.test`,
    name: "김하늘",
    locale: "ko",
    passwordHash: "-",
    consent: fullConsent,
    session: newSession(),
  });
  if (balanceMinor > 0) await topUp(db, id, balanceMinor);
  return id;
}

export async function topUp(db: Database, accountId: string, amountMinor: number) {
  const paymentId = randomUUID();
  const key = randomUUID();
  const requestHash = sha256("");
  await startTopUp(db, { paymentId, accountId, amountMinor, provider: "test", key, requestHash });
  const end = { paymentId, accountId, providerKey: key, approvedMinor: amountMinor, record: {} };
  return settleTopUp(db, { ...end, status: "paid" });
}

export const nobody = { accountId: null, requestId: null, scope: operatorScope };

export async function newConcert({ db }: Pick<Books, "db">, timeZone = "Asia/Seoul") {
  const venueId = randomUUID();
  const concertId = randomUUID();
  const name = both("Olympic Hall");
  const venue = { name, city: name, address: name, timeZone };
  await createVenue(db, { id: venueId, by: nobody, venue });
  await createPlan(db, { venueId, hash: hallHash, plan: hall, seatCount: 200, by: nobody });
  const text = both("Night");
  await createConcert(db, {
    id: concertId,
    by: nobody,
    concert: {
      slug: `night-${concertId}`,
      venueId,
      title: text,
      artist: text,
      description: text,
      genre: "concert",
      poster: "/posters/night.svg",
      ageLimit: null,
      runningMinutes: 120,
      currency: "KRW",
    },
  });
  return { venueId, concertId };
}

export const scheduleTerms = (concertId: string): CreateSchedule => ({
  concertId,
  planHash: hallHash,
  startsAt: "2099-01-16T18:00:00+09:00",
  doorsAt: null,
  saleOpensAt: "2026-01-01T00:00:00Z",
  saleClosesAt: "2099-01-16T08:00:00Z",
  zones: [
    { id: "r", priceMinor: 10_000, feeMinor: 1_000 },
    { id: "s", priceMinor: 5_000, feeMinor: 0 },
  ],
  seatsPerAccount: 4,
  holdMs: 300_000,
  shoppersMax: 2_000,
  admitPerMinute: 12_000,
  lobbyMs: 1_800_000,
  queueOrder: "fifo",
  intakes: 1,
});

/** A schedule on sale; makes its concert too unless one is given. */
export async function newSchedule(books: Pick<Books, "db">, terms: Partial<CreateSchedule> = {}) {
  const concertId = terms.concertId ?? (await newConcert(books)).concertId;
  const scheduleId = randomUUID();
  const schedule = { ...scheduleTerms(concertId), ...terms };
  const made = await createSchedule(books.db, { id: scheduleId, by: nobody, schedule });
  if (!made.ok) throw new Error(`${made.code}: ${made.detail}`);
  return { scheduleId, concertId };
}

/** A request to buy seats of zone "r" at 10,000 and a fee of 1,000 each. */
export function purchaseOf(accountId: string, scheduleId: string, ...seats: number[]): Purchase {
  const priced = { zoneId: "r", priceMinor: 10_000, feeMinor: 1_000 };
  return {
    orderId: randomUUID(),
    accountId,
    key: randomUUID(),
    requestHash: sha256(seats.join()),
    scheduleId,
    holdId: randomUUID(),
    currency: "KRW",
    seats: seats.map((seat) => ({ seat, key: `r/${seat + 1}`, ...priced })),
  };
}

/** The balance of the wallet, after a check that its row, its chain of lines and the ledger agree. */
export async function soundBalance({ sql }: Books, accountId: string): Promise<number> {
  const [row] = await sql<{ balance: number; ledger: number; lines: number; last: number | null }>(
    `SELECT w.balance_minor::int AS balance, w.lines,
      coalesce((SELECT balance_minor FROM ledger_balance WHERE ledger_account_id = $1), 0)::int AS ledger,
      (SELECT max(wallet_line) FROM transfer WHERE wallet_id = $1) AS last
    FROM wallet w WHERE w.account_id = $1`,
    [accountId],
  );
  if (!row || row.ledger !== row.balance || row.lines !== (row.last ?? 0)) {
    throw new Error(`the wallet and its ledger differ: ${JSON.stringify(row)}`);
  }
  const [total] = await sql<{ sum: string }>("SELECT sum(balance_minor) FROM ledger_balance");
  if (Number(total?.sum ?? 0) !== 0) throw new Error(`the ledger sums to ${total?.sum}`);
  return row.balance;
}

export type Cancelling = Pick<Cancellation, "accountId" | "orderId"> &
  Partial<Pick<Cancellation, "key" | "requestHash" | "reason" | "to" | "now">> & {
    seats?: number[] | null;
  };

/** Cancels tickets as the Worker does: the rules decide the refund, and the books carry it out. */
export async function cancelOrder(db: Database, asked: Cancelling) {
  const { accountId, orderId, seats = null, now = Date.now() } = asked;
  const facts = await refundFacts(db, { accountId, orderId });
  const quote = facts && facts.seats.length > 0 ? quoteOf(facts, { seats, now }) : null;
  if (quote && !quote.ok) return quote;
  return cancelSeats(db, {
    key: randomUUID(),
    requestHash: sha256("cancel"),
    reason: null,
    to: "wallet",
    ...asked,
    refundId: randomUUID(),
    quote: quote && quote.value,
    startsAtMs: facts?.startsAtMs ?? 0,
    now,
  });
}
