import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test as it } from "vitest";
import { renderSchema } from "../schema/rendering.ts";
import { freshDatabase } from "../testing/test-database.ts";
import { schemaDir } from "./schema.ts";

it("[R20] docs/schema equals the schema that the migrations make (npm run schema)", async () => {
  const database = await freshDatabase();
  const made = await renderSchema(database.url);
  await database.drop();
  const written = readdirSync(schemaDir).map((name): [string, string] => [
    name,
    readFileSync(join(schemaDir, name), "utf8"),
  ]);
  expect(new Map(written)).toEqual(made);
});
