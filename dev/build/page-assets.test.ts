import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { pageAssets } from "./page-assets.ts";

it("[QH24] the Worker carries the scripts and the style of its pages as they are in src/ui/queue-page", async () => {
  const carried = readFileSync("src/worker/pages/page-assets.json", "utf8");
  expect(carried === (await pageAssets())).toBe(true);
}, 20_000);
