import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../machine/paths.ts";

const target = join(projectDir, "docs/environment.md");
/** The files with the types; those of the objects come first. */
const typeFiles = ["src/objects/env.ts", "src/worker/env.ts"];

export interface Variable {
  name: string;
  isOptional: boolean;
  type: string;
  comment: string;
}

/** The page of every variable and binding, from the comments in `Env`. */
export function environmentPage(): string {
  const variables = typeFiles.flatMap((file) =>
    variablesOf(readFileSync(join(projectDir, file), "utf8")),
  );
  const sources = readSources();
  const isBinding = ({ type }: Variable) => type !== "string";
  const rows = (chosen: Variable[]) =>
    chosen.map(({ name, isOptional, comment }) => {
      const users = sources.filter(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
      const folders = [...new Set(users.map(({ folder }) => `\`${folder}\``))].join(", ");
      return `| \`${name}\` | ${isOptional ? "no" : "yes"} | ${comment} | ${folders || "–"} |`;
    });
  const head = "| name | needed | what it is | used in |\n|---|---|---|---|";
  return `# Variables and bindings

Written by \`node dev/build/environment.ts\` from the comments in ${typeFiles.map((file) => `\`${file}\``).join(" and ")}. Do not edit.

Locally \`npm start\` writes what is needed into \`.dev.vars\`. In production a secret is set with \`npx wrangler secret put NAME\`,
and bindings stand in \`wrangler.toml\`; [operations.md](operations.md) says in which order.

## Variables

${head}
${rows(variables.filter((variable) => !isBinding(variable))).join("\n")}

## Bindings

${head}
${rows(variables.filter(isBinding)).join("\n")}
`;
}

/** The members of an interface with their comments; empty if a member has none. */
export function variablesOf(source: string): Variable[] {
  const members = source.matchAll(
    /^(?: {2}\/\*\* ((?:(?!\*\/).)*) \*\/\n)? {2}([A-Z_]+)(\??): ([^;]+);/gm,
  );
  return [...members].map(([, comment = "", name = "", mark, type = ""]) => ({
    name,
    isOptional: mark === "?",
    type,
    comment,
  }));
}

function readSources() {
  return readdirSync(join(projectDir, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|env\.ts$/.test(file))
    .sort()
    .map((file) => ({
      folder: join("src", file, "..").split("/").slice(0, 3).join("/"),
      text: readFileSync(join(projectDir, "src", file), "utf8"),
    }));
}

if (import.meta.main) writeFileSync(target, environmentPage());
