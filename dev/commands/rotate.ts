import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readCommandLine } from "../machine/command-line.ts";
import { readDevVars, writeDevVars } from "../machine/dev-vars.ts";
import { projectDir } from "../machine/paths.ts";
import { PlainError, showError } from "../machine/progress.ts";
import { planRotation, purposesOf, type Rotation } from "../machine/rotation.ts";
import { wranglerCli } from "../machine/wrangler.ts";

const usage = `npm run rotate -- PURPOSE    gives a purpose a new key; what the key before it signed stays good

  PURPOSE        access, place, pass, watch, presale, unsubscribe, reset, invitation, ticket, webhook, log … or all
  --production   of the deployed Worker (wants CLOUDFLARE_API_TOKEN); else of this machine, in .dev.vars
  --dry-run      shows which secrets it would put and remove
  --leaked       rotates although something signed before the last rotation may still be in use, and makes that void`;

const leadMs = 5 * 60_000;
const devVarsFile = `${projectDir}/.dev.vars`;

function rotate(): void {
  const { positionals, values } = readCommandLine({
    usage,
    options: {
      production: { type: "boolean", default: false },
      "dry-run": { type: "boolean", default: false },
      leaked: { type: "boolean", default: false },
    },
    takesWords: true,
  });
  if (positionals.length !== 1) throw new PlainError(usage);
  const asked = purposesOf(positionals[0]);
  const { production: isProduction, leaked: isLeaked } = values;
  const names = isProduction ? secretsOfWorker() : Object.keys(readDevVars(devVarsFile));
  const lead = isProduction ? leadMs : 0;
  const nowMs = Date.now();
  const plans = asked.map((purpose) =>
    planRotation({ purpose, names, nowMs, leadMs: lead, isLeaked }),
  );
  for (const plan of plans) {
    const { purpose, put, remove } = plan;
    console.log(`${purpose}: puts ${put}${remove.map((name) => `, removes ${name}`).join("")}`);
    if (values["dry-run"]) continue;
    const secret = randomBytes(48).toString("base64url");
    if (isProduction) changeWorker(plan, secret);
    else writeDevVars(devVarsFile, { [put]: secret }, remove);
    // The receiver checks the signatures with it.
    if (purpose === "webhook") console.log(`Give the receiver this key: ${secret}`);
  }
}

/** The new key is there before the old one goes. */
function changeWorker({ put, remove }: Rotation, secret: string): void {
  if (wrangler(["secret", "put", put], secret).status !== 0)
    throw new PlainError(`wrangler secret put ${put} did not succeed; nothing was removed.`);
  for (const name of remove)
    if (wrangler(["secret", "delete", name], "y\n").status !== 0)
      console.error(`${name} could not be removed: npx wrangler secret delete ${name}`);
}

function secretsOfWorker(): string[] {
  const { status, stdout, stderr } = wrangler(["secret", "list", "--format", "json"]);
  if (status !== 0) throw new PlainError(`wrangler secret list did not succeed:\n${stderr}`);
  return (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
}

function wrangler(args: string[], input = "") {
  const command = ["--no-warnings", wranglerCli, ...args];
  return spawnSync(process.execPath, command, { cwd: projectDir, input, encoding: "utf8" });
}

try {
  rotate();
} catch (error) {
  process.exitCode = showError(error);
}
