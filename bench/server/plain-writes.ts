import { randomUUID } from "node:crypto";
import type { Workerd } from "../../dev/machine/workerd.ts";
import { count } from "../support/figures.ts";
import { drive, request } from "../support/load.ts";
import type { Contender, Pace } from "../support/slices.ts";
import type { Lab } from "../support/lab.ts";

/** The settings of each side of a write comparison. */
export const connections = 32;

type Verified = Contender & { verify(): Promise<void> };

const below = (limit: number) => Math.floor(Math.random() * limit);

/** A Worker that writes one durable row for each request. */
export async function inserter(
  { sql }: Lab,
  { sliceMs }: Pace,
  { port }: Workerd,
): Promise<Verified> {
  await sql.query(`CREATE TABLE bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL, amount_minor bigint NOT NULL, at timestamptz NOT NULL DEFAULT now())`);
  let acknowledged = 0;
  const next = () => request("POST /insert", {}, [randomUUID(), below(100_000)]);
  return {
    name: "write",
    expected: 200,
    prepare: async () => async () => {
      const load = await drive({ port, connections, next, forMs: sliceMs });
      acknowledged += load.answers.length;
      return load;
    },
    verify: () => mustCount(sql, "write", "bench_row", acknowledged),
  };
}

/** As many branches as connections, so that no two need wait for one row; with a tenth of pgbench's accounts. */
const scale = connections;
const tellers = scale * 10;
const accounts = scale * 10_000;

/** A Worker that runs the transaction of pgbench, batched into one round trip. */
export async function tpcb({ sql }: Lab, { sliceMs }: Pace, { port }: Workerd): Promise<Verified> {
  for (const [table, rows] of Object.entries({ branch: scale, teller: tellers, account: accounts }))
    await sql.query(
      `CREATE TABLE bench_${table} AS SELECT id, 0::bigint AS balance, repeat(' ', 84) AS filler
         FROM generate_series(1, ${rows}) AS id;
       ALTER TABLE bench_${table} ADD PRIMARY KEY (id)`,
    );
  await sql.query(`CREATE TABLE bench_history (teller_id int, branch_id int, account_id int,
    delta int, at timestamptz)`);
  await sql.query("VACUUM ANALYZE");
  let acknowledged = 0;
  const next = () =>
    request(
      "POST /tpcb",
      {},
      {
        account: below(accounts) + 1,
        teller: below(tellers) + 1,
        branch: below(scale) + 1,
        delta: below(10_000) - 5_000,
      },
    );
  return {
    name: "tpcb",
    expected: 200,
    prepare: async () => async () => {
      const load = await drive({ port, connections, next, forMs: sliceMs });
      acknowledged += load.answers.length;
      return load;
    },
    verify: () => mustCount(sql, "tpcb", "bench_history", acknowledged),
  };
}

async function mustCount(
  sql: Lab["sql"],
  name: string,
  table: string,
  acknowledged: number,
): Promise<void> {
  const { rows } = await sql.query<{ stored: number }>(
    `SELECT count(*)::int AS stored FROM ${table}`,
  );
  const stored = rows[0]?.stored;
  if (stored !== acknowledged)
    throw new Error(`${name}: ${acknowledged} acknowledged, ${stored} stored`);
  console.log(`    ${name}: ${count(acknowledged)} acknowledged, as many rows in Postgres`);
}
