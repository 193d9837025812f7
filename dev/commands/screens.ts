import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { Locale } from "../../src/contract/people/accounts.ts";
import { openBoxOffice } from "../machine/box-office.ts";
import { findBrowser, launchBrowser } from "../machine/browser.ts";
import { readCommandLine } from "../machine/command-line.ts";
import { readOptions } from "../machine/options.ts";
import { stateDir } from "../machine/paths.ts";
import { adminScenes } from "../screens/scenes/admin-scenes.ts";
import { buyingScenes } from "../screens/scenes/buying-scenes.ts";
import { Camera, type Picture, type Size, sizes } from "../screens/camera.ts";
import { makeSheets } from "../screens/contact-sheet.ts";
import { hallScenes } from "../screens/scenes/hall-scenes.ts";
import { holdingScenes } from "../screens/scenes/holding-scenes.ts";
import { concertScenes } from "../screens/scenes/concert-scenes.ts";
import { myScenes } from "../screens/scenes/my-scenes.ts";
import { payingScenes } from "../screens/scenes/paying-scenes.ts";
import { publicScenes } from "../screens/scenes/public-scenes.ts";
import { queueScenes } from "../screens/scenes/queue-scenes.ts";
import { Visit } from "../screens/scene.ts";
import { buildScreen } from "../build/screen.ts";
import { PlainError, step } from "../machine/progress.ts";
import { runUntilStopped } from "./services.ts";

const folder = join(stateDir, "screens");
const patienceMs = 12_000;

const usage = `npm run screens [-- OPTIONS]    pictures of every screen and state, into .frontrow/screens

  With an option only the pictures that are taken are replaced; all others stay.

  --only PATTERN   scenes whose name matches; else all of them
  --size SIZE      ${Object.keys(sizes).join(", ")}; else each of them
  --lang LANGUAGE  ko, en; else both`;

const { values: wanted } = readCommandLine({
  usage,
  options: { only: { type: "string" }, size: { type: "string" }, lang: { type: "string" } },
});
const scenes = [
  ...publicScenes,
  ...concertScenes,
  ...queueScenes,
  ...buyingScenes,
  ...hallScenes,
  ...payingScenes,
  ...holdingScenes,
  ...myScenes,
  ...adminScenes,
].filter(({ name }) => new RegExp(wanted.only ?? "").test(name));
const languages = (["ko", "en"] as const).filter((lang) => (wanted.lang ?? lang) === lang);
const chosen = (Object.keys(sizes) as Size[]).filter((size) => (wanted.size ?? size) === size);

await runUntilStopped(async (stack, stopping) => {
  if (scenes.length * languages.length * chosen.length === 0)
    throw new PlainError(`There is nothing like that to take a picture of.\n\n${usage}`);
  const dataDir = join(stateDir, `screens-run-${process.pid}`);
  mkdirSync(dataDir, { recursive: true });
  stack.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  await step("Building the screen", buildScreen);
  const { wrangler, services } = await openBoxOffice(
    readOptions(["--data", dataDir]),
    stack,
    stopping,
  );
  const browser = await launchBrowser(findBrowser());
  stack.defer(() => browser.close());
  // Pictures of scenes that no longer exist go only when all are taken anew.
  if (Object.keys(wanted).length === 0) rmSync(folder, { recursive: true, force: true });
  for (const lang of languages) {
    const pictures = await takeAll(
      browser,
      { siteUrl: wrangler.url, inboxUrl: services.inbox.url },
      lang,
    );
    const sheets = await makeSheets(browser, pictures, join(folder, lang));
    console.log(`  ${lang}: ${pictures.length} pictures, ${sheets.length} sheets`);
  }
  console.log(`  They lie in ${folder}`);
});

type Urls = { siteUrl: string; inboxUrl: string };

async function takeAll(
  browser: Browser,
  { siteUrl, inboxUrl }: Urls,
  lang: Locale,
): Promise<Picture[]> {
  const context = await browser.newContext({
    baseURL: siteUrl,
    locale: lang === "ko" ? "ko-KR" : "en-US",
    timezoneId: "Asia/Seoul",
    viewport: sizes.desktop,
    // The service worker's cache would answer instead of a scene's simulated answers.
    serviceWorkers: "block",
  });
  context.setDefaultTimeout(patienceMs);
  const camera = new Camera(await context.newPage(), join(folder, lang), chosen);
  const visit = new Visit(camera.page, lang, camera, inboxUrl);
  for (const { name, play } of scenes) {
    await visit.page.setViewportSize(sizes.desktop);
    const failed = join(folder, lang, `failed-${name}.png`);
    rmSync(failed, { force: true });
    try {
      await play(visit, browser);
    } catch (error) {
      // The others are worth looking at all the same.
      console.error(`  ${lang} ${name}: ${String(error).split("\n").slice(0, 6).join(" ")}`);
      await visit.page.screenshot({ path: failed }).catch(() => {});
      await visit.page.unrouteAll({ behavior: "ignoreErrors" });
      await context.setOffline(false);
    }
  }
  await context.close();
  return camera.pictures;
}
