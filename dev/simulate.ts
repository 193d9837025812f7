import { parseArgs } from "node:util";
import { QueueWorld } from "../test/simulation/queue.ts";

// npm run simulate [-- --fans 1000000 --seed N]: a hot sale of an hour in virtual time, in full.
const { values } = parseArgs({
  options: { fans: { type: "string", default: "1000000" }, seed: { type: "string" } },
});
const fans = Number(values.fans);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);

let isSound = true;
for (const order of ["fifo", "lottery"] as const) {
  const startedAt = performance.now();
  const ending = new QueueWorld({
    seed,
    fans,
    order,
    intakes: 16,
    shoppersMax: Math.max(600, Math.round(fans * 0.03)),
    admitPerMinute: Math.max(2_000, Math.round(fans * 0.06)),
    arrivalMs: 2_400_000,
    pauses: 3,
    crashes: 10,
  }).play();
  const { broken, virtualMs, ...counts } = ending;
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(
    `${order}: ${fans} fans, seed ${seed}: ${Math.round(virtualMs / 60_000)} virtual minutes in ${seconds} s`,
  );
  console.log(`  ${JSON.stringify(counts)}`);
  console.log(broken.length === 0 ? "  every promise kept" : `  BROKEN:\n  ${broken.join("\n  ")}`);
  isSound &&= broken.length === 0;
}
process.exitCode = isSound ? 0 : 1;
