import { execFileSync, spawnSync } from "node:child_process";
import { readCommandLine } from "../machine/command-line.ts";
import { migrateDatabase } from "./migrate.ts";
import { projectDir } from "../machine/paths.ts";
import { PlainError, showError, step } from "../machine/progress.ts";
import { buildScreen } from "../build/screen.ts";
import { wranglerCli } from "../machine/wrangler.ts";

const usage = `npm run deploy    migrates Neon, builds and deploys the Worker

Wants CLOUDFLARE_API_TOKEN and DATABASE_URL (Neon's direct address) in the environment, and tells afterwards
which secrets the Worker still needs.`;
/** Features that are off while one of their secrets is missing. docs/operations.md explains each. */
const secrets = {
  "The Worker still needs secrets:": ["DATABASE_URL", "TOKEN_SECRET"],
  "Only the wallet pays until these are set:": ["PAYMENT_GATEWAY_SECRET", "PAYMENT_CLIENT_KEY"],
  "Mail waits until these are set:": ["SITE_URL", "MAIL_FROM"],
  "Programs join queues like fans until these are set:": ["TURNSTILE_SECRET", "TURNSTILE_SITE_KEY"],
  "No phone is told anything until this is set (npx node dev/stand-ins/push-service/vapid.ts):": [
    "VAPID_KEYS",
  ],
};

/** Migrates Neon first and deploys then: every migration must suit the Worker that still runs. */
async function deploy(): Promise<void> {
  readCommandLine({ usage, options: {} });
  console.log("Deploying Frontrow");
  const databaseUrl = readEnvironment();
  await step("Building the screen", buildScreen);
  await step("Migrating Neon", () => migrateDatabase(databaseUrl));
  const vars = ["--var", `VERSION:${version()}`, "--var", "ENVIRONMENT:production"];
  if (wrangler(["deploy", "--minify", ...vars], "inherit").status !== 0) {
    throw new PlainError("wrangler deploy did not succeed; see above.");
  }
  const known = secretsOfWorker();
  for (const [why, wanted] of Object.entries(secrets)) {
    const commands = wanted
      .filter((name) => !known.includes(name))
      .map((name) => `  npx wrangler secret put ${name}`);
    if (commands.length > 0) console.log(`\n${why}\n${commands.join("\n")}`);
  }
}

function readEnvironment(): string {
  const { CLOUDFLARE_API_TOKEN: token, DATABASE_URL: databaseUrl } = process.env;
  const missing: string[] = [];
  if (!token) {
    missing.push("CLOUDFLARE_API_TOKEN: a Cloudflare API token that may edit Workers.");
  }
  if (!databaseUrl) {
    missing.push("DATABASE_URL: Neon's direct address (its host without -pooler), for migrating.");
  }
  if (!databaseUrl || missing.length > 0) {
    throw new PlainError(`Set these in the environment first:\n  ${missing.join("\n  ")}`);
  }
  if (!URL.canParse(databaseUrl) || new URL(databaseUrl).hostname.includes("-pooler.")) {
    throw new PlainError("DATABASE_URL must be Neon's direct address, whose host has no -pooler.");
  }
  return databaseUrl;
}

function version(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return new Date().toISOString().slice(0, 10);
  }
}

function secretsOfWorker(): string[] {
  const { status, stdout } = wrangler(["secret", "list", "--format", "json"], "pipe");
  return status === 0 ? (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name) : [];
}

function wrangler(args: string[], stdio: "inherit" | "pipe") {
  const options = { cwd: projectDir, stdio, encoding: "utf8" } as const;
  return spawnSync(process.execPath, ["--no-warnings", wranglerCli, ...args], options);
}

await deploy().catch((error: unknown) => {
  process.exitCode = showError(error);
});
