import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { openBoxOffice } from "../dev/box-office.ts";
import { findBrowser } from "../dev/browser.ts";
import { readOptions } from "../dev/options.ts";
import { stateDir } from "../dev/paths.ts";
import { showError } from "../dev/progress.ts";
import { stopSignal } from "../dev/stopping.ts";
import type { Figures } from "./figures.ts";
import { describeMachine, loadLine } from "./probe.ts";
import { measureSeatMap } from "./seat-map.ts";
import { measurePages } from "./ui-pages.ts";
import { measureRepaint } from "./ui-repaint.ts";

/** The screen in a browser on a slow phone's processor and network; figures as in bench.ts. */
const stopping = stopSignal();
const stack = new AsyncDisposableStack();
stopping.addEventListener("abort", () => void end(1));
await end(await bench().catch((error: unknown) => (stopping.aborted ? 1 : showError(error))));

async function bench(): Promise<number> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { json: text, only: text } });
  const isWanted = (name: string) => values.only?.split(",").includes(name) ?? true;
  console.log(`Frontrow's screen   ${describeMachine()}`);
  const browser = await openBrowser();
  const figures: Figures = {};
  if (isWanted("map")) Object.assign(figures, await measureSeatMap(browser));
  if (isWanted("pages") || isWanted("repaint")) {
    const siteUrl = await openSite();
    if (isWanted("pages")) Object.assign(figures, await measurePages(browser, siteUrl));
    if (isWanted("repaint")) Object.assign(figures, await measureRepaint(browser, siteUrl));
  }
  console.log(`\n  Load average ${loadLine()}`);
  if (values.json !== undefined)
    writeFileSync(resolve(values.json), `${JSON.stringify(figures, null, 2)}\n`);
  return 0;
}

async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  stack.defer(() => browser.close());
  return browser;
}

/** A box office of its own, on fresh data. */
async function openSite(): Promise<string> {
  const dataDir = join(stateDir, "bench-ui");
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  stack.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const office = await openBoxOffice(readOptions(["--data", dataDir]), stack, stopping);
  return office.wrangler.url;
}

async function end(exitCode: number): Promise<never> {
  await stack.disposeAsync();
  process.exit(exitCode);
}
