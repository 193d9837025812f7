import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { projectDir } from "./paths.ts";

// Plays a long random story of purchases, refunds and faults over real books, and checks that all of it adds up:
// npm run simulate -- --steps 100000 --seed 7. Without a seed each run is another story, and says which.
const { values } = parseArgs({
  options: { steps: { type: "string", default: "10000" }, seed: { type: "string" } },
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const child = spawn(
  join(projectDir, "node_modules/.bin/vitest"),
  ["run", "--project", "postgres", "test/simulation.postgres.test.ts"],
  {
    cwd: projectDir,
    stdio: "inherit",
    env: { ...process.env, FRONTROW_SIMULATE_STEPS: values.steps, FRONTROW_SIMULATE_SEED: seed },
  },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => child.kill(signal));
child.on("close", (code) => (process.exitCode = code ?? 1));
