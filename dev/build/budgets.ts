import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

/**
 * The size limits of the screen, in gzipped bytes. A page of the admin's that opens by itself is a whole tool, which
 * organizers open at a desk, and may be larger than a fan's page.
 */
export const budgets = {
  entryJs: 45_000,
  routeJs: 60_000,
  toolJs: 101_500,
  /** The plan editor. */
  editorJs: 250_000,
  css: 15_000,
  adminCss: 7_000,
} as const;

type Chunk = {
  file: string;
  src?: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
  css?: string[];
};
export type Manifest = Record<string, Chunk>;
export type Weight = { name: string; bytes: number; limit: number };

/** A language's messages: those in the first load, with a fan's first page, with an admin's, and with a page of setup or of a running sale. */
const wordsOf = {
  first: /i18n\/[a-z]+\.ts$/,
  further: /i18n\/[a-z]+-fan\.ts$/,
  admins: /i18n\/[a-z]+-admin\.ts$/,
  setup: /i18n\/[a-z]+-setup\.ts$/,
  selling: /i18n\/[a-z]+-selling\.ts$/,
  editor: /i18n\/[a-z]+-editor\.ts$/,
};

/**
 * Weighs the first load, the bytes that each further page adds, and all styles that fans load. Of the
 * admin's styles, which load page by page, the heaviest page counts, together with the frame. Messages load in one language, so they weigh as much as the heaviest.
 */
export function weigh(manifest: Manifest, gzippedBytes: (file: string) => number): Weight[] {
  const sum = (files: Iterable<string>) =>
    [...files].reduce((total, file) => total + gzippedBytes(file), 0);
  const entry = Object.keys(manifest).find(
    (name) => manifest[name]?.isEntry && manifest[name].file !== "sw.js",
  );
  if (entry === undefined) throw new Error("the manifest names no entry");
  const first = scriptsOf(manifest, entry);
  const isAdmins = (name: string) => name.startsWith("admin/");
  // Fans open neither the admin's pages nor the page that shows the design's parts.
  const isFans = (name: string) => !isAdmins(name) && !name.startsWith("design/");
  const stylesOf = (isWanted: (name: string) => boolean) =>
    new Set(
      Object.keys(manifest)
        .filter(isWanted)
        .flatMap((name) => cssOf(manifest, name)),
    );
  const isPage = (name: string) =>
    manifest[name]?.isEntry === true || manifest[name]?.isDynamicEntry === true;
  const added = (name: string) =>
    sum([...scriptsOf(manifest, name)].filter((file) => !first.has(file)));
  const lazy = Object.entries(manifest).filter(([, { isDynamicEntry }]) => isDynamicEntry);
  const heaviest = (words: RegExp) =>
    Math.max(0, ...lazy.filter(([name]) => words.test(name)).map(([name]) => added(name)));
  const [firstWords, furtherWords] = [heaviest(wordsOf.first), heaviest(wordsOf.further)];
  const frame = cssOf(manifest, "admin/admin-page.tsx");
  const ofFirst = new Set(cssOf(manifest, entry));
  const adminStyles = Object.keys(manifest)
    .filter((name) => isAdmins(name) && isPage(name))
    .map((name) => new Set([...frame, ...cssOf(manifest, name)]))
    .map((files) => sum([...files].filter((file) => !ofFirst.has(file))));
  const isTool = (name: string) => isAdmins(name) && name !== "admin/admin-page.tsx";
  const isSelling = (name: string) => /^admin\/(stock|counter|staff-map)\//.test(name);
  const isEditor = (name: string) => name.startsWith("admin/plan-editor/");
  const adminWords = (name: string) =>
    (isAdmins(name) ? heaviest(wordsOf.admins) : 0) +
    (isSelling(name) ? heaviest(wordsOf.selling) : isTool(name) ? heaviest(wordsOf.setup) : 0) +
    (isEditor(name) ? heaviest(wordsOf.editor) : 0);
  const routes = lazy.filter(([name]) => !/i18n\//.test(name));
  return [
    { name: "first load", bytes: sum(first) + firstWords, limit: budgets.entryJs },
    ...routes.map(([name, { src }]) => ({
      name: src ?? name,
      bytes: added(name) + furtherWords + adminWords(name),
      limit: isEditor(name) ? budgets.editorJs : isTool(name) ? budgets.toolJs : budgets.routeJs,
    })),
    {
      name: "all styles for fans",
      bytes: sum(stylesOf((name) => isFans(name) && isPage(name))),
      limit: budgets.css,
    },
    ...(adminStyles.length > 0
      ? [{ name: "admin styles", bytes: Math.max(...adminStyles), limit: budgets.adminCss }]
      : []),
  ];
}

/** Scripts and styles that the page would load from other sites; there must be none. */
export function foreignSources(html: string): string[] {
  const sources = html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g);
  return [...sources]
    .map(([, source = ""]) => source)
    .filter((source) => !/^\/(?!\/)/.test(source));
}

function scriptsOf(manifest: Manifest, name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const imported of chunk.imports ?? []) scriptsOf(manifest, imported, seen);
  return seen;
}

/** The styles that a page loads, with those of all it imports. */
function cssOf(manifest: Manifest, name: string, seen = new Set<string>()): string[] {
  const chunk = manifest[name];
  if (!chunk || seen.has(name)) return [];
  seen.add(name);
  const further = (chunk.imports ?? []).flatMap((each) => cssOf(manifest, each, seen));
  return [...(chunk.css ?? []), ...further];
}

/** Checks a built screen and lists, in words, everything too heavy or foreign. */
export function checkBudgets(folder: string): { weights: Weight[]; faults: string[] } {
  const read = (file: string) => readFileSync(join(folder, file));
  const manifest = JSON.parse(read(".vite/manifest.json").toString()) as Manifest;
  const weights = weigh(manifest, (file) => gzipSync(read(file)).length);
  const heavy = weights
    .filter(({ bytes, limit }) => bytes > limit)
    .map(({ name, bytes, limit }) => `${name}: ${bytes} bytes gzipped, at most ${limit}`);
  const foreign = foreignSources(read("index.html").toString());
  return { weights, faults: [...heavy, ...foreign.map((source) => `from elsewhere: ${source}`)] };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { weights, faults } = checkBudgets(process.argv[2] ?? "dist/ui");
  for (const { name, bytes, limit } of weights)
    console.log(`${(bytes / 1_000).toFixed(1).padStart(6)} of ${limit / 1_000} kB  ${name}`);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
