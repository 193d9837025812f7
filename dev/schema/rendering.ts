import { Client } from "pg";
import { PlainError } from "../machine/progress.ts";
import {
  readExtensions,
  readFunctions,
  readTables,
  readViews,
  type SqlFunction,
  type Table,
  type View,
} from "./catalog.ts";
import { type Definition, lastDefinitions } from "./definitions.ts";
import { subjects } from "./subjects.ts";

const notice = "Written by `npm run schema` from a freshly migrated database. Do not edit.";

interface Described extends SqlFunction, Definition {}

/** The schema of a migrated database, as files by their name: one for each subject, and an index. */
export async function renderSchema(connectionString: string): Promise<Map<string, string>> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await render(client);
  } finally {
    await client.end();
  }
}

async function render(client: Client): Promise<Map<string, string>> {
  const tables = await readTables(client);
  const views = await readViews(client);
  const functions = (await readFunctions(client)).map(describe);
  await checkDefinitions(client, functions);
  checkSubjects([...tables, ...views, ...functions].map(({ name }) => name));
  const extensions = (await readExtensions(client)).map(
    ({ name }) => `CREATE EXTENSION ${name};\n`,
  );
  const files = Object.entries(subjects).map(([subject, names]): [string, string] => {
    const own = <T extends { name: string }>(all: T[]) =>
      all.filter(({ name }) => names.includes(name));
    const parts = [
      `-- ${subject}\n-- ${notice}\n`,
      ...(subject === "service" ? extensions : []),
      ...own(tables).map(renderTable),
      ...own(views).map(renderView),
      ...own(functions).map(renderFunction),
    ];
    return [`${subject}.sql`, parts.join("\n")];
  });
  return new Map([["README.md", renderIndex(tables, views, functions)], ...files]);
}

function describe(found: SqlFunction): Described {
  const definition = lastDefinitions().get(found.name);
  if (definition === undefined)
    throw new PlainError(
      `No migration has a statement that begins with the function ${found.name}.`,
    );
  return { ...definition, ...found };
}

/** Recreates each function from its text in the migrations: the database must not notice a difference. */
async function checkDefinitions(client: Client, functions: Described[]): Promise<void> {
  await client.query("BEGIN");
  for (const { text } of functions) {
    await client.query(text.replace(/^CREATE (OR REPLACE )?/, "CREATE OR REPLACE "));
  }
  const after = await readFunctions(client);
  await client.query("ROLLBACK");
  const changed = functions.find(({ canonical }, at) => canonical !== after[at]?.canonical);
  if (changed !== undefined || after.length !== functions.length)
    throw new PlainError(`The last definition of ${changed?.name} is not what the database has.`);
}

function checkSubjects(names: string[]): void {
  const listed = Object.values(subjects).flat();
  const homeless = names.filter((name) => listed.filter((other) => other === name).length !== 1);
  if (homeless.length > 0)
    throw new PlainError(
      `Give each of these one subject in dev/schema/subjects.ts: ${homeless.join(", ")}.`,
    );
  const gone = listed.filter((name) => !names.includes(name));
  if (gone.length > 0)
    throw new PlainError(
      `Take these out of dev/schema/subjects.ts, they are gone: ${gone.join(", ")}.`,
    );
}

function renderTable({ name, columns, constraints, indexes, triggers }: Table): string {
  const width = Math.max(...columns.map((column) => column.name.length));
  const lines = columns.map(({ name, type, isNullable, value }) => {
    const short = type.replace("timestamp(3) with time zone", "timestamptz(3)");
    const words = [name.padEnd(width), short, isNullable ? null : "NOT NULL", value];
    return words.filter((word) => word !== null).join(" ");
  });
  const body = [...lines, ...constraints].map((line) => `  ${line}`).join(",\n");
  const rest = [...indexes, ...triggers].map((line) => `${line};\n`);
  return `CREATE TABLE ${name} (\n${body}\n);\n${rest.join("")}`;
}

const renderView = ({ name, text }: View) => `CREATE VIEW ${name} AS\n${text}\n`;

function renderFunction({ comment, migration, text }: Described): string {
  const said = (comment ?? "").replace(/(.{1,115})(?: |$)/gm, "-- $1\n").replaceAll("\n\n", "\n");
  const created = text.replace(/^CREATE OR REPLACE /, "CREATE ");
  return `${said}-- Last defined in migrations/${migration}.sql.\n${created}\n`;
}

function renderIndex(tables: Table[], views: View[], functions: Described[]): string {
  const own = (subject: string, all: { name: string }[]) =>
    all.map(({ name }) => name).filter((name) => subjects[subject]?.includes(name));
  const files = Object.keys(subjects).map(
    (subject) =>
      `| [${subject}.sql](${subject}.sql) | ${own(subject, [...tables, ...views]).join(", ")} |`,
  );
  const subjectOf = (name: string) =>
    Object.keys(subjects).find((subject) => subjects[subject]?.includes(name));
  const rows = functions.map(
    ({ name, migration }) =>
      `| \`${name}\` | [${subjectOf(name)}.sql](${subjectOf(name)}.sql) | ${migration} |`,
  );
  return [
    "# The schema as it is now\n",
    `${notice}\n`,
    "Each file has the tables of a subject with their constraints, indexes and triggers, then its views and functions.",
    "The comment above each function gives its guarantees and the order of its locks.\n",
    "| file | tables and views |\n|---|---|",
    ...files,
    "\n| function | file | last defined in migration |\n|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
