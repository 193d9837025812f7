import { readFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsDir } from "../machine/paths.ts";

/** The last definition of a SQL function, as its migration has it. */
export interface Definition {
  migration: string;
  text: string;
  /** The comment set on the function after this definition. */
  comment: string | null;
}

/** The names of the migrations, in the order in which they run. */
export function migrationNames(folder = migrationsDir): string[] {
  const journal = readFileSync(join(folder, "meta/_journal.json"), "utf8");
  return (JSON.parse(journal) as { entries: { tag: string }[] }).entries.map(({ tag }) => tag);
}

/** Every function that the migrations leave behind, by its name. */
export function lastDefinitions(folder = migrationsDir): Map<string, Definition> {
  const found = new Map<string, Definition>();
  for (const migration of migrationNames(folder)) {
    const text = readFileSync(join(folder, `${migration}.sql`), "utf8");
    for (const statement of statementsOf(text)) follow(found, migration, statement);
  }
  return found;
}

/** The statements of a migration, without the comments above them. */
export function statementsOf(migration: string): string[] {
  return migration
    .split("--> statement-breakpoint")
    .map((statement) => statement.replace(/^(\s*--.*\n)+/, "").trim())
    .filter((statement) => statement !== "");
}

function follow(found: Map<string, Definition>, migration: string, statement: string): void {
  const [, defined] = /^CREATE (?:OR REPLACE )?FUNCTION (\w+)\(/.exec(statement) ?? [];
  const [, dropped] = /^DROP FUNCTION (?:IF EXISTS )?(\w+)/.exec(statement) ?? [];
  const [, named = "", comment = ""] =
    /^COMMENT ON FUNCTION (\w+).*? IS '(.*)';$/s.exec(statement) ?? [];
  if (dropped !== undefined) found.delete(dropped);
  if (defined !== undefined) found.set(defined, { migration, text: statement, comment: null });
  const definition = found.get(named);
  if (definition !== undefined) definition.comment = comment.replaceAll("''", "'");
}
