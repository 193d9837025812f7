import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { openBoxOffice } from "../dev/machine/box-office.ts";
import { findBrowser } from "../dev/machine/browser.ts";
import { readCommandLine } from "../dev/machine/command-line.ts";
import { readOptions } from "../dev/machine/options.ts";
import { stateDir } from "../dev/machine/paths.ts";
import { runUntilStopped } from "../dev/commands/services.ts";
import { aborted } from "../dev/machine/stopping.ts";
import type { Figures } from "./support/figures.ts";
import { describeMachine, loadLine } from "./support/probe.ts";
import { measurePlanEditing } from "./plans/plan-editing.ts";
import { measureSeatMap } from "./browser/seat-map.ts";
import { measurePlanEditor } from "./browser/plan-editor.ts";
import { measurePages } from "./browser/ui-pages.ts";
import { measureShift } from "./browser/ui-shift.ts";
import { measureRepaint } from "./browser/ui-repaint.ts";

const usage = `npm run bench:ui [-- OPTIONS]    the screen in a browser on a slow processor and network

  --only NAME[,NAME]  plan, map, editor, pages, shift, repaint; else all of them
  --json FILE         writes the figures there as well`;

/** The screen in a browser on a slow phone's processor and network; figures as in bench.ts. */
await runUntilStopped(async (stack, stopping) => {
  const text = { type: "string" } as const;
  const { values } = readCommandLine({ usage, options: { json: text, only: text } });
  const only = values.only?.split(",") ?? ["plan", "map", "editor", "pages", "shift", "repaint"];
  console.log(`Frontrow's screen   ${describeMachine()}`);
  const figures = await Promise.race([
    measure(only, stack, stopping),
    aborted(stopping).then((): Figures => ({})),
  ]);
  console.log(`\n  Load average ${loadLine()}`);
  if (values.json !== undefined)
    writeFileSync(resolve(values.json), `${JSON.stringify(figures, null, 2)}\n`);
});

async function measure(
  only: string[],
  stack: AsyncDisposableStack,
  stopping: AbortSignal,
): Promise<Figures> {
  const figures: Figures = only.includes("plan") ? measurePlanEditing() : {};
  if (only.every((name) => name === "plan")) return figures;
  const browser = await openBrowser(stack);
  if (only.includes("map")) Object.assign(figures, await measureSeatMap(browser));
  if (!["editor", "pages", "shift", "repaint"].some((name) => only.includes(name))) return figures;
  const siteUrl = await openSite(stack, stopping);
  if (only.includes("editor")) Object.assign(figures, await measurePlanEditor(browser, siteUrl));
  if (only.includes("pages")) Object.assign(figures, await measurePages(browser, siteUrl));
  if (only.includes("shift")) Object.assign(figures, await measureShift(browser, siteUrl));
  if (only.includes("repaint")) Object.assign(figures, await measureRepaint(browser, siteUrl));
  return figures;
}

async function openBrowser(stack: AsyncDisposableStack): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  stack.defer(() => browser.close());
  return browser;
}

/** A separate box office with fresh data. */
async function openSite(stack: AsyncDisposableStack, stopping: AbortSignal): Promise<string> {
  const dataDir = join(stateDir, "bench-ui");
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  stack.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const office = await openBoxOffice(readOptions(["--data", dataDir]), stack, stopping);
  return office.wrangler.url;
}
