import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type Bridge, startBridge } from "../../dev/stand-ins/bridge/bridge.ts";
import { connect } from "../../src/db/connection/connect.ts";
import { type Books, openBooks } from "../support/books.ts";
import { violations } from "./invariants.ts";
import { open, play, settle } from "./story.ts";
import { MoneySimulation } from "./money-simulation.ts";

// `npm run simulate` plays a longer one.
const steps = Number(process.env["FRONTROW_SIMULATE_STEPS"] ?? 10_000);
const seed = Number(process.env["FRONTROW_SIMULATE_SEED"] ?? 20_270_116);

let books: Books;
let bridge: Bridge;
beforeAll(async () => {
  books = await openBooks();
  bridge = await startBridge({ postgresUrl: inject("postgresUrl") });
});
afterAll(async () => {
  await bridge.stop();
  await books.close();
});

it(
  "[CP16] no sequence of purchases, refunds and faults loses money, charges a fan for no seats, or sells a seat twice",
  async () => {
    const proxy = `127.0.0.1:${bridge.port}`;
    const db = connect({ DATABASE_URL: books.url, NEON_LOCAL_PROXY: proxy });
    const simulation = new MoneySimulation(books, db, bridge, seed);
    await open(simulation, steps);
    const begun = performance.now();
    await play(simulation, { steps, atOnce: 8 });
    await settle(simulation);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    const counts = Object.fromEntries([...simulation.counts].sort());
    console.log(`${steps} steps with seed ${seed} in ${seconds} s`, counts);
    expect(await violations(simulation)).toEqual([]);
    // A story in which nothing happens would prove nothing.
    expect(simulation.orders.size).toBeGreaterThan(steps / 10);
    for (const kind of ["price-type", "early-bird", "member", "coupon"])
      expect([kind, simulation.counts.get(`discount: ${kind}`) ?? 0]).not.toEqual([kind, 0]);
  },
  60_000 + steps * 60,
);
