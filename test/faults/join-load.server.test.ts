import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Turn } from "../../src/contract/sale/queue.ts";
import { read } from "../support/api.ts";
import { eachOf, type Fan, tokenOf } from "../support/fans.ts";
import { newHallSale } from "../support/sales.ts";
import { openServer, type Server } from "../support/server.ts";

// `npm run simulate -- --joins 100000` is the same with more of everything.
const joins = Number(process.env["FRONTROW_JOINS"] ?? 5_000);
const isFull = joins >= 50_000;
const connections = isFull ? 5_000 : 200;
const intakes = 4;
/** The most numbers that an intake requests from the schedule at once. */
const batchMax = 5_000;

let server: Server;

beforeAll(async () => {
  server = await openServer(connections);
});
afterAll(() => server.close());

it(
  "[X1] a crowd that lines up during kill -9 loses no acknowledged place, and no number is given twice",
  async () => {
    const scheduleId = await newHallSale(server, 60, { shoppersMax: 1, intakes });
    const ids = Array.from({ length: joins }, () => randomUUID());
    const fans = await eachOf(ids, 64, async (id) => ({ id, token: await tokenOf(id) }));
    const startedAt = performance.now();
    const rush = await joinAmidKill(scheduleId, fans);
    const tookS = (performance.now() - startedAt) / 1_000;
    // A repeated request, before or after, gets the place that was acknowledged first.
    const sample = fans.filter((_, index) => index % Math.ceil(joins / 500) === 0);
    const again = await eachOf(sample, 64, (fan) => take(scheduleId, fan));
    expect(again).toEqual(sample.map(({ id }) => rush.numbers.get(id)));

    await server.kill();
    const stored = storedPlaces();
    expect(stored.size).toBe(joins);
    expect([...rush.numbers].filter(([id, number]) => stored.get(id) !== number)).toEqual([]);
    const numbers = new Set(stored.values());
    expect(numbers.size).toBe(joins);
    // Only a range that an intake got at the moment of its death may stay unused.
    const unused = Math.max(...numbers) - joins;
    expect(unused).toBeLessThan(intakes * Math.min(batchMax, connections));
    console.log(
      `${joins} joins by ${connections} connections at ${intakes} intakes in ${tookS.toFixed(1)} s ` +
        `(${Math.round(joins / tookS)}/s), kill -9 after ${rush.answeredBefore}; ${rush.lost} answers lost with it; ` +
        `${unused} numbers unused`,
    );
  },
  isFull ? 900_000 : 60_000,
);

/** All join at once; workerd dies after half of the answers, and the fans without an answer ask again. */
async function joinAmidKill(scheduleId: string, fans: Fan[]) {
  const numbers = new Map<string, number>();
  let dying: Promise<void> | null = null;
  let answeredBefore = 0;
  let lost = 0;
  const die = async () => {
    answeredBefore = numbers.size;
    await server.kill();
    await server.restart();
  };
  await eachOf(fans, connections, async (fan) => {
    await dying;
    for (;;) {
      try {
        numbers.set(fan.id, await take(scheduleId, fan));
        break;
      } catch (error) {
        // An answer may be lost with the process that was to give it; any other trouble is a fault.
        if (dying === null || !isLost(error)) throw error;
        lost++;
        await dying;
      }
    }
    if (numbers.size >= fans.length / 2) dying ??= die();
  });
  return { numbers, answeredBefore, lost };
}

/** A place from a first request: an answer of 500 or more is an error here, as is any refusal. */
async function take(scheduleId: string, fan: Fan): Promise<number> {
  const reply = await server.api.ask(`POST /schedules/${scheduleId}/queue`, { as: fan, body: {} });
  return read(reply, 201, Turn).number;
}

const isLost = (error: unknown): boolean =>
  error instanceof Error && "code" in error && typeof error.code === "string";

/** The place of every account in the intakes' own files. */
function storedPlaces(): Map<string, number> {
  const dir = join(server.objectsDir, "frontrow-Intake");
  const places = new Map<string, number>();
  for (const name of readdirSync(dir)) {
    if (!/^[0-9a-f]{64}\.sqlite$/.test(name)) continue;
    const database = new DatabaseSync(join(dir, name));
    for (const row of database.prepare("SELECT account_id, number FROM place").all()) {
      const accountId = String(row["account_id"]);
      if (places.has(accountId)) throw new Error(`${accountId} has two places`);
      places.set(accountId, Number(row["number"]));
    }
    database.close();
  }
  return places;
}
