import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectDir } from "../machine/paths.ts";
import { lastDefinitions, statementsOf } from "./definitions.ts";

it("[R21] every SQL function has a comment since its last definition, and the comment ends with the order of its locks", () => {
  const undescribed = [...lastDefinitions()].filter(
    ([, { comment }]) => !/^[A-Z].+\.\nLocks: .+\.$/s.test(comment ?? ""),
  );
  expect(undescribed.map(([name, { migration }]) => `${name} of ${migration}`)).toEqual([]);
});

it("[R20] docs/schema names the migration of each function's last definition (npm run schema)", () => {
  const index = readFileSync(join(projectDir, "docs/schema/README.md"), "utf8");
  const unwritten = [...lastDefinitions()].filter(
    ([name, { migration }]) => !new RegExp(`\`${name}\` .*\\| ${migration} \\|`).test(index),
  );
  expect(unwritten.map(([name]) => name)).toEqual([]);
});

it("[R22] a definition is found beneath its comment, and a definition inside a comment is not one", () => {
  const migration = `-- Why.\n-- And more.\nCREATE FUNCTION f() RETURNS int\nRETURN 1; -- one
--> statement-breakpoint
-- CREATE FUNCTION g() RETURNS int RETURN 2;
--> statement-breakpoint
DROP FUNCTION h;`;
  expect(statementsOf(migration)).toEqual([
    "CREATE FUNCTION f() RETURNS int\nRETURN 1; -- one",
    "DROP FUNCTION h;",
  ]);
});
