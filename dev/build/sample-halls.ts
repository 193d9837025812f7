import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../machine/paths.ts";
import { sampleHalls } from "../seed/plans/sample-halls.ts";

const folder = join(projectDir, "src/contract/plan/halls");

/** The plan files to start from, a section to a line, so that a change of one can be read. */
export const hallFiles = (): [path: string, text: string][] =>
  Object.entries(sampleHalls).map(([name, make]) => {
    const { sections, ...rest } = make();
    const lines = sections.map((section) => JSON.stringify(section)).join(",\n");
    const head = JSON.stringify(rest).slice(0, -1);
    return [join(folder, `${name}.json`), `${head},"sections":[\n${lines}\n]}\n`];
  });

export const isWritten = ([path, text]: [string, string]): boolean =>
  readFileSync(path, "utf8") === text;

if (import.meta.main) for (const [path, text] of hallFiles()) writeFileSync(path, text);
