import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { projectDir } from "./paths.ts";
import { PlainError } from "./progress.ts";

const usualPaths = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a Chromium browser: an installed one, or else one is downloaded. */
export function findBrowser(): string {
  const found = installedBrowser();
  if (found !== null) return found;
  console.log("There is no Chrome or Chromium; installing one for the browser tests.");
  const playwright = join(projectDir, "node_modules/.bin/playwright-core");
  if (succeeds(playwright, ["install", "chromium"]) && existsSync(chromium.executablePath())) {
    return chromium.executablePath();
  }
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    const packages = ["chromium", "fonts-noto-cjk"];
    succeeds("apt-get", ["update", "-q"]);
    succeeds("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages]);
  }
  const installed = installedBrowser();
  if (installed !== null) return installed;
  throw new PlainError(
    "The browser tests need Chrome or Chromium, and none could be installed. " +
      "Install one (on Debian: apt-get install chromium), or set BROWSER_PATH to its program.",
  );
}

/**
 * Chrome uses only the last such list of a command line, so it begins with Playwright's own. The rest are pages of
 * the address bar, which are invisible here: Chrome would render them for each new window, at twice the cost of one
 * of our pages.
 * The last is a process kept ready for the next page: it costs a start for nothing where each visitor has a browser
 * context of its own.
 */
const featuresOff = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "SpareRendererForSitePerProcess",
];

/** Starts a browser without a window. In a container it has no sandbox and little shared memory. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  const args = ["--no-sandbox", `--disable-features=${featuresOff.join()}`];
  return chromium.launch({ executablePath, args });
}

function installedBrowser(): string | null {
  for (const name of ["BROWSER_PATH", "CHROME_PATH"]) {
    const path = process.env[name];
    if (path === undefined || path === "") continue;
    if (!existsSync(path)) throw new PlainError(`${name} is ${path}, but there is no such file.`);
    return path;
  }
  return [...usualPaths, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

function succeeds(program: string, args: string[]): boolean {
  return spawnSync(program, args, { stdio: "inherit" }).status === 0;
}
