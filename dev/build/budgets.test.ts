import { expect, it } from "vitest";
import { foreignSources, weigh } from "./budgets.ts";

const manifest = {
  "main.tsx": { file: "main.js", isEntry: true, imports: ["_shared"], css: ["main.css"] },
  _shared: { file: "shared.js" },
  "worker.ts": { file: "sw.js", isEntry: true },
  "sale.tsx": {
    file: "sale.js",
    src: "sale/sale-page.tsx",
    isDynamicEntry: true,
    imports: ["_shared", "_map"],
    css: ["sale.css"],
  },
  _map: { file: "map.js" },
};
const bytes = new Map([
  ["main.js", 20_000],
  ["shared.js", 10_000],
  ["sale.js", 40_000],
  ["map.js", 25_000],
  ["main.css", 9_000],
  ["sale.css", 3_000],
]);

it("[U19] a page counts only its bytes beyond the first load, and shared parts once", () => {
  const weights = weigh(manifest, (file) => bytes.get(file) ?? 0);
  expect(weights.map(({ name, bytes }) => [name, bytes])).toEqual([
    ["first load", 30_000],
    ["sale/sale-page.tsx", 65_000],
    ["all styles for fans", 12_000],
  ]);
  expect(weights.filter((w) => w.bytes > w.limit).map(({ name }) => name)).toEqual([
    "sale/sale-page.tsx",
  ]);
});

it("[V300] the messages of a page are weighed with it, in the larger of the two languages", () => {
  const words = {
    "i18n/ko.ts": { file: "ko.js", src: "i18n/ko.ts", isDynamicEntry: true },
    "i18n/en.ts": { file: "en.js", src: "i18n/en.ts", isDynamicEntry: true },
    "i18n/ko-fan.ts": { file: "ko-fan.js", src: "i18n/ko-fan.ts", isDynamicEntry: true },
  };
  const heavy = new Map([...bytes, ["ko.js", 4_000], ["en.js", 3_000], ["ko-fan.js", 5_000]]);
  const weights = weigh({ ...manifest, ...words }, (file) => heavy.get(file) ?? 0);
  expect(weights.map(({ name, bytes }) => [name, bytes])).toEqual([
    ["first load", 34_000],
    ["sale/sale-page.tsx", 70_000],
    ["all styles for fans", 12_000],
  ]);
});

it("[AD1] a file that only admins load is measured on its own, and fans never load it", () => {
  const page = {
    file: "admin.js",
    src: "admin/admin-page.tsx",
    isDynamicEntry: true,
    css: ["adm.css"],
  };
  const words = { file: "ko-admin.js", src: "i18n/ko-admin.ts", isDynamicEntry: true };
  const ofSetup = { file: "ko-setup.js", src: "i18n/ko-setup.ts", isDynamicEntry: true };
  const opened = (file: string) => ({
    file,
    src: `admin/venues/${file}`,
    isDynamicEntry: true,
    imports: ["admin/admin-page.tsx", "_venues"],
  });
  const admins = {
    "admin/admin-page.tsx": page,
    "admin/venues/list.tsx": opened("list.js"),
    "admin/venues/page.tsx": { ...opened("page.js"), css: ["page.css"] },
    _venues: { file: "venues.js", css: ["venues.css"] },
    "i18n/ko-admin.ts": words,
    "i18n/ko-setup.ts": ofSetup,
  };
  const heavy = new Map([
    ...bytes,
    ["admin.js", 20_000],
    ["ko-admin.js", 6_000],
    ["adm.css", 2_000],
    ["list.js", 1_000],
    ["page.js", 2_000],
    ["ko-setup.js", 500],
    ["venues.css", 300],
    ["page.css", 40],
  ]);
  const weights = weigh({ ...manifest, ...admins }, (file) => heavy.get(file) ?? 0);
  expect(weights.map(({ name, bytes }) => [name, bytes])).toEqual([
    ["first load", 30_000],
    ["sale/sale-page.tsx", 65_000],
    ["admin/admin-page.tsx", 26_000],
    ["admin/venues/list.js", 27_500],
    ["admin/venues/page.js", 28_500],
    ["all styles for fans", 12_000],
    ["admin styles", 2_340],
  ]);
});

it("[U51] the screen loads nothing from another site", () => {
  const html = `<script src="/theme.js"></script><script async src="https://cdn.example/x.js"></script>
    <link rel="stylesheet" href="//fonts.example/a.css"><link rel="icon" href="/logo.svg">`;
  expect(foreignSources(html)).toEqual(["https://cdn.example/x.js", "//fonts.example/a.css"]);
});
