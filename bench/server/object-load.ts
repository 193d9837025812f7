import type { Workerd } from "../../dev/machine/workerd.ts";
import { as, makeFans } from "../support/fans.ts";
import { count, type Figures, median, rounded } from "../support/figures.ts";
import { request, sendAll } from "../support/load.ts";
import { heapMb } from "../browser/heap.ts";
import { rowsAfterKill } from "./object-rows.ts";
import { freePort } from "../../dev/machine/ports.ts";
import { residentMb } from "../support/probe.ts";
import { tell } from "../support/report.ts";
import { openSale, openHall } from "../support/halls.ts";
import type { Pace } from "../support/slices.ts";
import type { Lab } from "../support/lab.ts";

const sections = 10;
const aimMs = 250;
/** An object's memory limit, the Worker's code included. */
const memoryMbMax = 128;

/** How long a sold-out schedule of 100,000 seats takes to load from its rows, and its memory. */
export async function measureObjectLoad(lab: Lab, { rounds }: Pace): Promise<Figures> {
  const hall = await openHall(lab, sections);
  const scheduleId = await openSale(lab, hall);
  const small = await openSale(lab, await openHall(lab, 1));
  const orders = await sellOut(lab, scheduleId, hall.seatCount);
  const inspectorPort = await freePort();
  const flags = [`--inspector-addr=127.0.0.1:${inspectorPort}`];
  const first = await lab.openProduct("disk", flags);
  const ask = await asker(lab, scheduleId);
  const warm = await asker(lab, small);
  await warm(first);
  const rebuildMs = await ask(first);

  const timesMs: number[] = [];
  const growthMb: number[] = [];
  const heapsMb: number[] = [];
  let product = first;
  for (let round = 0; round < rounds; round++) {
    product = await product.restart();
    // Starts another object first, so that the timing covers the object and not the start of the Worker.
    await warm(product);
    const [usualMs, residentBeforeMb] = [await warm(product), residentMb(product.pid) ?? NaN];
    timesMs.push((await ask(product)) - usualMs);
    growthMb.push((residentMb(product.pid) ?? NaN) - residentBeforeMb);
    heapsMb.push(await heapMb(inspectorPort));
  }
  const sold = (await rowsAfterKill(lab, product)).filter(({ isSold }) => isSold);
  if (sold.length !== orders || sold.flatMap(({ seats }) => seats).length !== hall.seatCount)
    throw new Error(`the object has ${sold.length} sales of ${orders}`);

  const loadMs = median(timesMs);
  const range = `${rounded(Math.min(...timesMs))} to ${rounded(Math.max(...timesMs))}`;
  const what = `${count(hall.seatCount)} seats in ${count(orders)} sales`;
  console.log(`\n  object load   ${what}, all in the object's rows after kill -9`);
  tell("object_load_ms_100k", `${rounded(loadMs)}`, loadMs < aimMs, `aim ${aimMs}; ${range}`);
  const heap = median(heapsMb);
  const resident = `the process grew by ${rounded(median(growthMb))} MB while loading`;
  tell("object_heap_mb_100k", `${rounded(heap)}`, heap < memoryMbMax, resident);
  console.log(`    rebuilt from the books in ${rounded(rebuildMs)} ms`);
  return {
    object_load_ms_100k: rounded(loadMs),
    object_heap_mb_100k: rounded(heap),
    object_rebuild_ms_100k: rounded(rebuildMs),
  };
}

/** Times one question that only the object can answer. */
async function asker(lab: Lab, scheduleId: string): Promise<(to: Workerd) => Promise<number>> {
  const [fan] = await makeFans(lab, 1);
  const mine = request(`GET /api/v1/schedules/${scheduleId}/holds`, as(fan?.token ?? ""));
  return async ({ port }) => {
    const before = performance.now();
    await sendAll(port, [mine], 200);
    return performance.now() - before;
  };
}

/** Sells every seat in the books, alternately one and two, each to another account; gives the number of sales. */
async function sellOut({ sql }: Lab, scheduleId: string, seats: number): Promise<number> {
  // Of every three seats the first is sold singly and the others together.
  const sales = `SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(n * 2 + part), 12, '0'))::uuid AS buyer,
      n * 3 + part AS first, 1 + part AS size
    FROM generate_series(0, (${seats} - 1) / 3) AS n, generate_series(0, 1) AS part
    WHERE n * 3 + part < ${seats}`;
  await sql.query(`CREATE TEMP TABLE sale AS
    SELECT buyer, gen_random_uuid() AS order_id, gen_random_uuid() AS hold_id, first,
      least(size, ${seats} - first) AS size FROM (${sales}) AS s`);
  await sql.query(`INSERT INTO account (id, email, email_verified_at, password_hash, name, locale)
    SELECT buyer, buyer || '@frontrow.test', now(), '-', '하늘', 'ko' FROM sale`);
  await sql.query(
    `INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor)
     SELECT order_id, 'B-' || first, buyer, $1, hold_id, 'KRW', size * 102000 FROM sale`,
    [scheduleId],
  );
  await sql.query(`INSERT INTO settlement (hold_id, order_id) SELECT hold_id, order_id FROM sale`);
  await sql.query(
    `INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor)
     SELECT order_id, $1, seat, 'S/' || seat, 'r', 100000, 2000
     FROM sale, generate_series(first, first + size - 1) AS seat`,
    [scheduleId],
  );
  const { rows } = await sql.query<{ sales: number }>("SELECT count(*)::int AS sales FROM sale");
  await sql.query("DROP TABLE sale");
  return rows[0]?.sales ?? 0;
}
