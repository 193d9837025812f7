import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../machine/paths.ts";
import { wranglerCli } from "../machine/wrangler.ts";

/** The settings of wrangler.toml that raw workerd needs. */
export interface WorkerConfig {
  compatibilityDate: string;
  compatibilityFlags: string[];
  vars: Record<string, string>;
  objects: { name: string; className: string }[];
}

const productConfig = join(projectDir, "wrangler.toml");

/** Bundles a Worker as a deployment does, the product's by default, and gives the path of its entry. */
export async function bundleWorker(
  outDir = join(projectDir, "dist/worker"),
  configFile = productConfig,
): Promise<string> {
  // The assets binding wants its folder, built or not.
  mkdirSync(join(projectDir, "dist/ui"), { recursive: true });
  const options = ["--dry-run", "--outdir", outDir, "--config", configFile];
  const args = ["--no-warnings", wranglerCli, "deploy", ...options];
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false" };
  const child = spawn(process.execPath, args, { cwd: projectDir, env });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`The Worker could not be bundled:\n${said}`);
  return join(outDir, "index.js");
}

export async function readWorkerConfig(configFile = productConfig): Promise<WorkerConfig> {
  const { unstable_readConfig: readConfig } = await import("wrangler");
  const config = readConfig({ config: configFile });
  const vars = Object.entries(config.vars).map(([name, value]) => [name, String(value)]);
  return {
    compatibilityDate: config.compatibility_date ?? "",
    compatibilityFlags: config.compatibility_flags,
    vars: Object.fromEntries(vars) as Record<string, string>,
    objects: config.durable_objects.bindings.map((each: { name: string; class_name: string }) => ({
      name: each.name,
      className: each.class_name,
    })),
  };
}
