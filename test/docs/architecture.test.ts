import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * The rooms that each room may import from. A room may always import from itself; a room that is not listed has no
 * importers.
 */
const mayImport: Record<string, string[]> = {
  contract: [],
  core: ["contract"],
  db: ["contract"],
  objects: ["contract", "core", "db"],
  worker: ["contract", "db", "objects"],
  ui: ["contract"],
};
/** The one exception: this file draws the public pages, and the Worker may import it. */
const publicPages = "ui/server.tsx";
/** Things that a pure room must not use: the clock, random numbers and timers. */
const impure = /\b(Date\.now|new Date\(\)|Math\.random|crypto\.|setTimeout|fetch\(|await )/;
/** The screen imports these at run time; from the rest of the contract it takes types only, so that zod stays out. */
const light = [
  "admin/reports/report-kinds",
  "admin/reports/report-words",
  "admin/seats/seat-codes",
  "admin/orders/message-tokens",
  "import/columns",
  "josa",
  "problems",
  "catalog/calendar",
  "concert-draft/date-rules/date-rule",
  "concert-draft/date-rules/expand-date-rule",
  "concert-draft/date-rules/format-date-rule",
  "concert-draft/date-rules/holidays",
  "concert-draft/date-rules/parse-date-rule",
  "concert-draft/draft-limits",
  "concert-draft/findings",
  "concert-draft/plan-facts",
  "concert-draft/readiness",
  "concert-draft/sold-dates",
  "images/addresses",
  "images/limits",
  "images/picture-header",
  "live/cockpit-changes",
  "live/cockpit-terms",
  "live/live",
  "live/live-delta",
  "live/live-map",
  "live/live-socket",
  "money/agreement",
  "money/money-text",
  "money/personal-numbers",
  "money/price",
  "money/refund-rules",
  "people/consent",
  "sale/poll-pace",
  "sale/felt-limits",
  "plan/best-seats",
  "plan/checking/plan-checks",
  "plan/checking/plan-diff",
  "plan/checking/plan-faults",
  "plan/checking/seat-texts",
  "plan/editing/arranging",
  "plan/editing/edit",
  "plan/editing/expander",
  "plan/editing/finding",
  "plan/editing/history",
  "plan/editing/motions",
  "plan/editing/numbering",
  "plan/editing/outlines",
  "plan/editing/painting",
  "plan/editing/patch",
  "plan/exchange/csv",
  "plan/exchange/exchange",
  "plan/exchange/flat-seats",
  "plan/exchange/plan-csv",
  "plan/exchange/pretix",
  "plan/exchange/text-encoding",
  "plan/halls/hall-files",
  "plan/plan-limits",
  "plan/seat-names",
  "plan/seat-numbers",
  "plan/seat-places",
  "plan/single-seats",
  "sale/draw",
  "sale/kept-places",
  "sale/limited",
  "sale/queue-times",
  "sale/seating",
].map((name) => `contract/${name}.ts`);

/** A folder that outgrows this splits by meaning, never by kind. */
const filesInFolderMax = 18;

type Source = { file: string; room: string; text: string };

const sources: Source[] = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
  .map((file) => ({
    file,
    room: file.split("/")[0] ?? "",
    text: readFileSync(join("src", file), "utf8"),
  }));

function importsOf({ file, text }: Source) {
  const found = text.matchAll(
    /(?:import|export)\s+(type\s)?[^;"']*?from\s+"([^"]+)"|import\(\s*"([^"]+)"/g,
  );
  return [...found].map(([, type, named, lazy]) => {
    const target = named ?? lazy ?? "";
    const isOurs = target.startsWith(".");
    const path = isOurs ? normalize(join(dirname(file), target)) : target;
    return { path, isOurs, isType: type !== undefined };
  });
}

/** Every handwritten file, by its path from the top. */
const written = ["src", "dev", "bench", "test"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(tsx?|css)$/.test(file))
    .map((file) => join(folder, file)),
);

/** Each import cycle once, written from its first file back to that file. */
function circlesIn(imports: Map<string, string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: string[]) => {
    const start = way.indexOf(file);
    if (start >= 0) circles.push([...way.slice(start), file].join(" -> "));
    if (start >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}

/** The violations of a rule: a line for each file and forbidden import. */
const crossings = (forbids: (source: Source, path: string, isType: boolean) => boolean) =>
  sources.flatMap((source) =>
    importsOf(source)
      .filter(({ path, isOurs, isType }) => isOurs && forbids(source, path, isType))
      .map(({ path }) => `${source.file} -> ${path}`),
  );

describe("the rooms", () => {
  it("[R1] imports follow the arrows of ARCHITECTURE.md, types included", () => {
    const uphill = crossings(({ room }, path) => {
      const target = path.split("/")[0] ?? "";
      if (room === "worker" && path === publicPages) return false;
      return target !== room && !mayImport[room]?.includes(target);
    });
    expect(uphill).toEqual([]);
  });

  it("[R9] the Worker uses nothing of a browser, though it draws the screen's pages", () => {
    const browsers = /\b((document|window|navigator|location)\.\w|localStorage)/;
    // The page that opens the gateway's window has its script inline, as text.
    const inWorker = sources.filter(
      ({ room, file }) =>
        room === "objects" || (room === "worker" && file !== "worker/pages/checkout.ts"),
    );
    const lines = inWorker.flatMap(({ file, text }) =>
      text
        .split("\n")
        .filter((line) => browsers.test(line))
        .map((line) => `${file}: ${line}`),
    );
    expect(lines).toEqual([]);
  });

  it("[R2] the core and the contract have no clock, no random numbers and no await", () => {
    const pure = sources.filter(({ room }) => room === "core" || room === "contract");
    expect(pure.length).toBeGreaterThan(20);
    expect(pure.filter(({ text }) => impure.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it("[R3] no file imports an entry", () => {
    expect(crossings((_, path) => /^(worker\/index|ui\/main)\.tsx?$/.test(path))).toEqual([]);
  });

  it("[R4] the screen imports only types from the heavy files of the contract", () => {
    const heavy = crossings(
      ({ room }, path, isType) =>
        room === "ui" && path.startsWith("contract/") && !isType && !light.includes(path),
    );
    expect(heavy).toEqual([]);
  });

  it("[R5] only one file imports each foreign package", () => {
    const users = (name: string) =>
      sources
        .filter((source) => importsOf(source).some(({ path }) => path === name))
        .map(({ file }) => file);
    expect(users("@neondatabase/serverless")).toEqual(["db/connection/connect.ts"]);
    // The product signs its own tokens; the tests compare them with the library's.
    expect(users("jose")).toEqual([]);
  });

  it("[R18] a schema is described with .meta, and each operation has an id of its own", () => {
    const api = sources.filter(({ file }) => /^(contract|worker)\//.test(file));
    // The other way keeps its words where the API's document does not look.
    expect(
      api.filter(({ text }) => /\.openapi\(\s*["{]/.test(text)).map(({ file }) => file),
    ).toEqual([]);
    const routes = api.flatMap(({ text }) => text.split("createRoute({").slice(1));
    const ids = routes.map(
      (text) => /operationId: "([a-z]\w+)"/i.exec(text)?.[1] ?? text.slice(0, 80),
    );
    expect(ids.length).toBeGreaterThan(90);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at || id.includes("\n"))).toEqual([]);
  });

  it("[R6] files, style sheets too, stay short enough to read in one sitting", () => {
    const linesOf = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n").length;
    expect(written.filter((file) => linesOf(file) > 300)).toEqual([]);
  });

  it("[R10] no chain of imports leads back to its own file, type imports included", () => {
    const scripts = written.filter((file) => !file.endsWith(".css"));
    const imports = new Map(
      scripts.map((file) => {
        const source = { file, room: "", text: readFileSync(file, "utf8") };
        const paths = importsOf(source).filter(({ isOurs }) => isOurs);
        return [file, paths.map(({ path }) => path)];
      }),
    );
    expect(scripts.length).toBeGreaterThan(500);
    expect(circlesIn(imports)).toEqual([]);
  });

  it("[R10] a circle of three files is found, and two ways to one file are none", () => {
    const circle = new Map([
      ["a", ["b"]],
      ["b", ["c", "d"]],
      ["c", ["a", "d"]],
      ["d", []],
    ]);
    expect(circlesIn(circle)).toEqual(["a -> b -> c -> a"]);
    circle.set("c", ["d"]);
    expect(circlesIn(circle)).toEqual([]);
  });

  it("[R11] a folder holds few enough files to see at a glance", () => {
    const counts = new Map<string, number>();
    for (const file of written) {
      if (/\.test\.|\.css$|\.d\.ts$/.test(file)) continue;
      counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    }
    const full = [...counts].filter(([, count]) => count > filesInFolderMax);
    expect(full.map(([folder, count]) => `${folder}: ${count}`)).toEqual([]);
  });
});
