import fc from "fast-check";

/** The part of JSON Schema that the API's document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface Operation {
  parameters?: { name: string; in: "path" | "query" | "header"; schema: Schema }[];
  requestBody?: { content: { "application/json"?: { schema: Schema } } };
  responses: Record<string, unknown>;
}

export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** Real values by the name of a field, so that some requests pass the first checks. */
export type Known = Record<string, readonly unknown[]>;

const nasty = [
  "'); DROP TABLE account;--",
  "<script>alert(1)</script>",
  "\u0000",
  "../../../etc/passwd",
  "__proto__",
  "${7*7}",
  "\ud800",
  "\u202e🎫",
  "-1",
  "1e309",
  "",
];
const junkText = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constant("x".repeat(3_000)),
);
/** Any JSON at all. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  junkText,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, true, 0, -1, 0.5, 2 ** 53, 1e300, [], {}),
);

/** Values that mostly fit a schema: here and there something else is in their place. */
export class Values {
  readonly #schemas: Record<string, Schema>;
  readonly #known: Known;

  constructor({ components }: Document, known: Known) {
    this.#schemas = components.schemas;
    this.#known = known;
  }

  of(schema: Schema, name = ""): fc.Arbitrary<unknown> {
    const known = this.#known[name];
    const right = known
      ? fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...known) },
          { weight: 1, arbitrary: this.#right(schema) },
        )
      : this.#right(schema);
    return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: junk });
  }

  #right(schema: Schema): fc.Arbitrary<unknown> {
    if (schema.$ref) return this.#right(this.#schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.const !== undefined) return fc.constant(schema.const);
    const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    if (choices) return fc.oneof(...choices.map((each) => this.#right(each)));
    const [type = "object"] = [schema.type ?? []].flat();
    if (type === "object") return this.#object(schema);
    if (type === "array") return this.#array(schema);
    if (type === "boolean") return fc.boolean();
    if (type === "integer" || type === "number") {
      const { minimum = -10, maximum = 1_000_000 } = schema;
      return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constant(minimum));
    }
    return type === "string" ? textOf(schema) : fc.constant(null);
  }

  #object({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
    const fields = Object.entries(properties).map(([name, schema]) => [
      name,
      this.of(schema, name),
    ]);
    const model = Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>;
    const whole = fc.record(model, { requiredKeys: required });
    const extended = fc
      .tuple(whole, junkText, junk)
      .map(([object, key, value]) => ({ ...object, [key]: value }));
    const partial = fc.record(model, { requiredKeys: [] });
    return fc.oneof({ weight: 10, arbitrary: whole }, extended, partial);
  }

  #array({ items, prefixItems, minItems = 0, maxItems = 20 }: Schema): fc.Arbitrary<unknown> {
    if (prefixItems) return fc.tuple(...prefixItems.map((each) => this.of(each)));
    // Long lists take long to create and prove no more than short ones.
    const maxLength = Math.max(minItems, Math.min(maxItems, 3));
    return fc.array(this.of(items ?? {}), { minLength: minItems, maxLength });
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === "date-time") {
    const min = new Date("2020-01-01");
    const likely = fc.date({ min, max: new Date("2100-01-01"), noInvalidDate: true }).map(toTime);
    return fc.oneof({ weight: 9, arbitrary: likely }, fc.constantFrom(...oddTimes));
  }
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40) });
}

const oddTimes = [
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "9999-12-31T23:59:59-12:00",
  "2027-01-01T00:00:00+23:59",
];
const toTime = (date: Date) => date.toISOString();
