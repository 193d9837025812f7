import { spawn } from "node:child_process";
import { join } from "node:path";
import { QueueSimulation } from "../../test/simulation/queue.ts";
import { readCommandLine } from "../machine/command-line.ts";
import { projectDir } from "../machine/paths.ts";

const usage = `npm run simulate [-- OPTIONS]    the long stories; 0 leaves one out

  --fans NUMBER     a hot sale's queue in virtual time; else 1000000 fans
  --stories NUMBER  one schedule and all that can befall it; else 60000 stories
  --joins NUMBER    a crowd that joins over real sockets while the Worker is killed; else 100000
  --steps NUMBER    fans, money and faults in real books; else 50000 steps
  --seed NUMBER     the same story again; else each run is another one, and says which`;

const { values } = readCommandLine({
  usage,
  options: {
    fans: { type: "string", default: "1000000" },
    steps: { type: "string", default: "50000" },
    stories: { type: "string", default: "60000" },
    joins: { type: "string", default: "100000" },
    seed: { type: "string" },
  },
});
const fans = Number(values.fans);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);

const isSound = fans === 0 || tellOfTheQueue();
process.exitCode = isSound ? 0 : 1;
for (const [count, tell] of [
  [values.stories, tellOfASchedule],
  [values.joins, tellOfJoins],
  [values.steps, tellOfMoney],
] as const) {
  const code = count === "0" ? 0 : await tell();
  if (code === 0) continue;
  process.exitCode = code;
  break;
}

function tellOfTheQueue(): boolean {
  let isSound = true;
  for (const order of ["fifo", "lottery"] as const) {
    const startedAt = performance.now();
    const ending = new QueueSimulation({
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
    const minutes = Math.round(virtualMs / 60_000);
    console.log(`${order}: ${fans} fans, seed ${seed}: ${minutes} virtual minutes in ${seconds} s`);
    console.log(`  ${JSON.stringify(counts)}`);
    console.log(
      broken.length === 0 ? "  every promise kept" : `  BROKEN:\n  ${broken.join("\n  ")}`,
    );
    isSound &&= broken.length === 0;
  }
  return isSound;
}

function tellOfASchedule(): Promise<number> {
  return runTest("unit", "src/core/simulation/simulation.test.ts", {
    FRONTROW_SIMULATE_STORIES: values.stories,
    FRONTROW_SIMULATE_SEED: String(seed),
  });
}

function tellOfJoins(): Promise<number> {
  return runTest("server", "test/faults/join-load.server.test.ts", {
    FRONTROW_JOINS: values.joins,
  });
}

function tellOfMoney(): Promise<number> {
  return runTest("postgres", "test/simulation/simulation.postgres.test.ts", {
    FRONTROW_SIMULATE_STEPS: values.steps,
    FRONTROW_SIMULATE_SEED: String(seed),
  });
}

function runTest(project: string, file: string, settings: Record<string, string>): Promise<number> {
  const child = spawn(
    join(projectDir, "node_modules/.bin/vitest"),
    ["run", "--project", project, file],
    { cwd: projectDir, stdio: "inherit", env: { ...process.env, ...settings } },
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
}
