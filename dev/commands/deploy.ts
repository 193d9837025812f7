import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deployConfig, deployFaults, standInSecrets } from "./deploy-config.ts";
import { readCommandLine } from "../machine/command-line.ts";
import { migrateDatabase } from "./migrate.ts";
import { projectDir } from "../machine/paths.ts";
import { PlainError, showError, step } from "../machine/progress.ts";
import { buildScreen } from "../build/screen.ts";
import { wranglerCli } from "../machine/wrangler.ts";

const usage = `npm run deploy    migrates Neon, builds and deploys the Worker

  --dry-run    says what speaks against a deploy, builds, and changes nothing

Wants CLOUDFLARE_API_TOKEN, MIGRATION_DATABASE_URL (Neon's direct address, as the owner's role) and SITE_URL in the environment. It
tells afterwards which secrets the Worker still needs, and fails if the Worker finds its settings unsafe.`;
/** Features that are off while one of their secrets is missing. docs/operations.md explains each. */
const secrets = {
  "The Worker still needs secrets:": ["DATABASE_URL", "TOKEN_SECRET"],
  "Only the wallet pays until these are set:": ["PAYMENT_GATEWAY_SECRET", "PAYMENT_CLIENT_KEY"],
  "Mail waits until this is set:": ["MAIL_FROM"],
  "Programs join queues like fans until these are set:": ["TURNSTILE_SECRET", "TURNSTILE_SITE_KEY"],
  "No phone is told anything until this is set (npx node dev/stand-ins/push-service/vapid.ts):": [
    "VAPID_KEYS",
  ],
};

const configFile = join(projectDir, "wrangler.deploy.toml");

/** Migrates Neon first and deploys then: every migration must suit the Worker that still runs. */
async function deploy(): Promise<void> {
  const options = { "dry-run": { type: "boolean", default: false } } as const;
  const isDry = readCommandLine({ usage, options }).values["dry-run"];
  console.log(isDry ? "Checking a deploy of Frontrow" : "Deploying Frontrow");
  const { site, databaseUrl } = readEnvironment();
  const known = secretsOfWorker();
  const standIns = standInSecrets.filter((name) => known.includes(name));
  if (standIns.length > 0)
    throw new PlainError(
      `The Worker has secrets of stand-ins. Remove them first:\n${standIns.map((name) => `  npx wrangler secret delete ${name}`).join("\n")}`,
    );
  await step("Building the screen", buildScreen);
  if (!isDry) await step("Migrating Neon", () => migrateDatabase(databaseUrl));
  const vars = ["--var", `VERSION:${version()}`, "--var", "ENVIRONMENT:production"];
  if (!known.includes("SITE_URL")) vars.push("--var", `SITE_URL:${site.origin}`);
  if (!deployWith(site, [...(isDry ? ["--dry-run"] : []), "--minify", ...vars]))
    throw new PlainError("wrangler deploy did not succeed; see above.");
  if (isDry) return;
  for (const [why, wanted] of Object.entries(secrets)) {
    const commands = wanted
      .filter((name) => !known.includes(name))
      .map((name) => `  npx wrangler secret put ${name}`);
    if (commands.length > 0) console.log(`\n${why}\n${commands.join("\n")}`);
  }
  await mustBeSafe(site);
}

function deployWith(site: URL, args: string[]): boolean {
  const config = readFileSync(join(projectDir, "wrangler.toml"), "utf8");
  writeFileSync(configFile, deployConfig(config, site));
  try {
    return wrangler(["deploy", "--config", configFile, ...args], "inherit").status === 0;
  } finally {
    rmSync(configFile, { force: true });
  }
}

/** The Worker alone knows the values of its secrets, and refuses to serve with unsafe ones. */
async function mustBeSafe(site: URL): Promise<void> {
  const answer = await fetch(`${site.origin}/api/v1/health`).catch(() => null);
  const health = (await answer?.json().catch(() => null)) as { settings?: string[] } | null;
  if (health === null) throw new PlainError(`${site.origin} does not answer yet: see its health.`);
  const faults = health.settings ?? [];
  if (faults.length > 0)
    throw new PlainError(
      `The Worker serves nobody until this is mended:\n  ${faults.join("\n  ")}`,
    );
}

function readEnvironment(): { site: URL; databaseUrl: string } {
  const faults = deployFaults(process.env);
  const { MIGRATION_DATABASE_URL: databaseUrl = "", SITE_URL = "" } = process.env;
  if (faults.length > 0)
    throw new PlainError(`Set these in the environment first:\n  ${faults.join("\n  ")}`);
  return { site: new URL(SITE_URL), databaseUrl };
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
