import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { environmentPage, variablesOf } from "./environment.ts";

it("[R27] docs/environment.md lists every variable and binding of the Worker as Env has them (node dev/build/environment.ts)", () => {
  expect(readFileSync("docs/environment.md", "utf8")).toBe(environmentPage());
});

it("[R28] every variable and binding in Env has a comment", () => {
  const env = ["src/objects/env.ts", "src/worker/env.ts"].map((file) => readFileSync(file, "utf8"));
  const variables = env.flatMap(variablesOf);
  expect(variables.length).toBeGreaterThan(25);
  expect(variables.filter(({ comment }) => comment === "")).toEqual([]);
  expect(variablesOf("  BARE?: string;\n")).toEqual([
    { name: "BARE", isOptional: true, type: "string", comment: "" },
  ]);
});
