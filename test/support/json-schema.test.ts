import { describe, expect, it } from "vitest";
import { type JsonSchema, Validator } from "./json-schema.ts";

const validator = new Validator({
  Money: {
    type: "object",
    properties: { amount: { type: "integer" }, currency: { enum: ["KRW", "USD"] } },
    required: ["amount", "currency"],
    additionalProperties: false,
  },
});
const money = { $ref: "#/components/schemas/Money" };
const won = { amount: 1, currency: "KRW" };

/** A schema, values that it takes, and values that it does not. */
const cases: [string, JsonSchema, unknown[], unknown[]][] = [
  ["a reference", money, [won], [null, {}, { ...won, more: 1 }, { ...won, amount: 0.5 }]],
  [
    "a reference with more",
    { ...money, properties: { amount: { minimum: 1 } } },
    [won],
    [{ ...won, amount: 0 }],
  ],
  ["a nullable reference", { anyOf: [money, { type: "null" }] }, [won, null], [undefined, "x", {}]],
  ["one of two", { oneOf: [{ type: "integer" }, { type: "number" }] }, [0.5], [1, "x"]],
  ["all of two", { allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1, 2], [0, 3]],
  ["several types", { type: ["string", "null"] }, ["", null], [0, [], {}]],
  ["types", { type: "object" }, [{}], [[], null, "x"]],
  ["an array is no object", { type: "array" }, [[]], [{}, "x"]],
  ["a constant", { const: "a" }, ["a"], ["b", null]],
  ["lengths", { minLength: 1, maxLength: 2 }, ["a", "🎫🎫"], ["", "abc"]],
  ["bounds", { minimum: 1, exclusiveMaximum: 3 }, [1, 2.9], [0, 3]],
  ["open bounds", { exclusiveMinimum: 0, maximum: 1 }, [0.1, 1], [0, 1.1]],
  ["steps", { multipleOf: 0.5 }, [0, 1.5], [0.3]],
  ["a pattern", { pattern: "^a" }, ["ab", 1], ["b"]],
  ["a UUID", { format: "uuid" }, ["0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e"], ["x"]],
  [
    "a time",
    { format: "date-time" },
    ["2027-01-16T18:00:00+09:00", "2027-01-16T18:00:00.1Z"],
    ["2027-01-16", "2027-13-16T18:00:00Z"],
  ],
  ["a day", { format: "date" }, ["2027-01-16"], ["2027-1-16", "2027-02-32"]],
  ["an email address", { format: "email" }, ["a@b.kr"], ["a@b", "a b@c.kr"]],
  ["an address", { format: "uri" }, ["https://a.test/"], ["/a"]],
  [
    "a list",
    { items: { type: "integer" }, minItems: 1, maxItems: 2 },
    [[1], [1, 2]],
    [[], [1, 2, 3], ["x"]],
  ],
  [
    "a pair",
    { prefixItems: [{ type: "string" }, { type: "null" }], items: false, minItems: 2 },
    [["a", null]],
    [["a"], [1, null], ["a", null, 1]],
  ],
  [
    "further fields",
    { type: "object", additionalProperties: { type: "integer" } },
    [{}, { a: 1 }],
    [{ a: "1" }],
  ],
  ["names of fields", { propertyNames: { maxLength: 1 } }, [{ a: 1 }], [{ ab: 1 }]],
  ["inherited names", { type: "object", required: ["toString"] }, [{ toString: 1 }], [{}]],
];

describe("the checker of the API's answers", () => {
  it.each(cases)("[P45] takes what %s allows and nothing else", (_, schema, right, wrong) => {
    for (const value of right)
      expect([value, validator.faults(schema, value)]).toEqual([value, []]);
    for (const value of wrong)
      expect([value, validator.faults(schema, value).length > 0]).toEqual([value, true]);
  });

  it("[P45] names the place of a fault", () => {
    const schema = { properties: { items: { items: money } } };
    const faults = validator.faults(schema, {
      items: [won, { amount: "1", currency: "KRW", more: 1 }],
    });
    expect(faults).toEqual([
      '/items/1/amount is no integer but "1"',
      "/items/1/more is not in the schema",
    ]);
  });

  it("[P45] takes no keyword, format or name that it does not know for a yes", () => {
    for (const schema of [
      { uniqueItems: true },
      { format: "duration" },
      { $ref: "#/components/schemas/Mony" },
    ])
      expect(() => validator.faults(schema, "x")).toThrow(/says|no format|no schema/);
  });
});
