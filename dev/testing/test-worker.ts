import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { bundleWorker, readWorkerConfig, type WorkerConfig } from "../build/bundle.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The deployed Worker's entry, bundled once for all tests on raw workerd. */
    workerScript: string;
    /** Its settings, read once as well: wrangler takes a second of the processor to load. */
    workerConfig: WorkerConfig;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const dir = mkdtempSync(join(tmpdir(), "frontrow-bundle-"));
  project.provide("workerScript", await bundleWorker(dir));
  project.provide("workerConfig", await readWorkerConfig());
  return () => rmSync(dir, { recursive: true, force: true });
}
