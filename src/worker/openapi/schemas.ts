import { z } from "@hono/zod-openapi";

/** JSON Schema as OpenAPI 3.1 has it. */
export type JsonSchema = {
  [keyword: string]: unknown;
  $ref?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
};
/** What a caller sends is described as it may be written, what we answer as it comes out. */
export type Way = "input" | "output";

const defs = "#/$defs/";
const components = "#/components/schemas/";
/** The pattern behind these says in a hundred characters what the format says in one word. */
const wellKnown = new Set(["date-time", "date", "email", "uri"]);

/** The schemas of a document: those that have a name stand once, and the others refer to them. */
export class Schemas {
  readonly #named: Record<string, JsonSchema> = {};

  get named(): Record<string, JsonSchema> {
    return Object.fromEntries(Object.entries(this.#named).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** All answers must have been described before the first request is. */
  of(schema: z.ZodType, way: Way): JsonSchema {
    const made = z.toJSONSchema(schema, {
      io: way,
      unrepresentable: "any",
      override: (context) => override(context, way),
    }) as JsonSchema;
    const { $schema: _, $defs = {}, ...root } = made;
    const parts = $defs as Record<string, JsonSchema>;
    const names = this.#namesOf(parts);
    for (const [name, part] of Object.entries(parts))
      this.#named[names.get(name) ?? name] = referring(part, names);
    return referring(root, names);
  }

  /** A schema that is written otherwise than it is read has a second name, and so has whatever refers to it. */
  #namesOf(parts: Record<string, JsonSchema>): Map<string, string> {
    const names = new Map<string, string>();
    for (let before = -1; before < names.size;) {
      before = names.size;
      for (const [name, part] of Object.entries(parts)) {
        const known = this.#named[name];
        const said = JSON.stringify(referring(part, names));
        if (known && !names.has(name) && JSON.stringify(known) !== said)
          names.set(name, `${name}Input`);
      }
    }
    return names;
  }
}

const referring = (schema: JsonSchema, names: Map<string, string>): JsonSchema =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === "$ref" && typeof value === "string" && value.startsWith(defs)
      ? components + (names.get(value.slice(defs.length)) ?? value.slice(defs.length))
      : value,
  ) as JsonSchema;

/** The one form of a time in an answer. */
const answeredTime = String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$`;

function override({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }, way: Way): void {
  if (wellKnown.has(jsonSchema.format ?? "")) delete jsonSchema.pattern;
  if (jsonSchema.format === "date-time" && way === "output") jsonSchema.pattern = answeredTime;
  // A number in a query is digits, which its type says.
  if (jsonSchema.type === "integer") delete jsonSchema.pattern;
  // The default of what is converted counts as one of the result, and is left out.
  if (jsonSchema["usual"] !== undefined) jsonSchema.default = jsonSchema["usual"];
  delete jsonSchema["usual"];
  // Every number in JSON is within these.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  delete jsonSchema["param"];
}
