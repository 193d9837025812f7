/** A schema of the API's document. */
export type JsonSchema = { readonly [keyword: string]: unknown };
type Check = (wanted: never, value: unknown, at: string, schema: JsonSchema) => string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const fault = (isRight: boolean, at: string, what: string) =>
  isRight ? [] : [`${at || "/"} ${what}`];

const types: Record<string, (value: unknown) => boolean> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
};

const formats: Record<string, (text: string) => boolean> = {
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  "date-time": (text) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text)),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  email: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  uri: (text) => URL.canParse(text),
  binary: () => true,
};

/** Keywords that do not restrict a value. */
const notes = new Set(["description", "example", "title", "default", "contentEncoding"]);

/** As much of JSON Schema as the API's document uses. A keyword that is not known here is an error, and not a yes. */
export class Validator {
  readonly #named: Readonly<Record<string, JsonSchema>>;

  constructor(named: Readonly<Record<string, JsonSchema>>) {
    this.#named = named;
  }

  /** Where a value is not as the schema wants it. */
  faults(schema: JsonSchema, value: unknown, at = ""): string[] {
    return Object.entries(schema).flatMap(([keyword, wanted]) => {
      if (notes.has(keyword)) return [];
      const check = this.#checks[keyword];
      if (!check) throw new Error(`the schema says ${keyword}, which nothing here checks`);
      return check(wanted as never, value, at, schema);
    });
  }

  #ofName(ref: string): JsonSchema {
    const found = this.#named[ref.replace("#/components/schemas/", "")];
    if (!found) throw new Error(`there is no schema ${ref}`);
    return found;
  }

  readonly #all = (schemas: JsonSchema[], value: unknown, at: string) =>
    schemas.map((each) => this.faults(each, value, at));

  readonly #checks: Record<string, Check> = {
    $ref: (ref: string, value, at) => this.faults(this.#ofName(ref), value, at),
    allOf: (parts: JsonSchema[], value, at) => this.#all(parts, value, at).flat(),
    anyOf: (parts: JsonSchema[], value, at) => {
      const each = this.#all(parts, value, at);
      return each.some((faults) => faults.length === 0)
        ? []
        : [`${at || "/"} is none of ${parts.length} kinds: ${each.flat().join("; ")}`];
    },
    oneOf: (parts: JsonSchema[], value, at) => {
      const fitting = this.#all(parts, value, at).filter((faults) => faults.length === 0);
      return fault(fitting.length === 1, at, `is ${fitting.length} of the kinds at once`);
    },
    type: (type: string | string[], value, at) =>
      fault(
        [type].flat().some((each) => types[each]?.(value)),
        at,
        `is no ${String(type)} but ${JSON.stringify(value)}`,
      ),
    enum: (values: unknown[], value, at) =>
      fault(
        values.some((each) => same(each, value)),
        at,
        `is ${JSON.stringify(value)}, none of ${values.join(", ")}`,
      ),
    const: (wanted: unknown, value, at) =>
      fault(
        same(wanted, value),
        at,
        `is ${JSON.stringify(value)} and not ${JSON.stringify(wanted)}`,
      ),
    format: (format: string, value, at) => {
      const isRight = formats[format];
      if (!isRight) throw new Error(`there is no format ${format} here`);
      return fault(typeof value !== "string" || isRight(value), at, `is no ${format}`);
    },
    pattern: (pattern: string, value, at) =>
      fault(
        typeof value !== "string" || new RegExp(pattern, "u").test(value),
        at,
        `is not as ${pattern}`,
      ),
    minLength: (least: number, value, at) =>
      fault(typeof value !== "string" || [...value].length >= least, at, "is too short"),
    maxLength: (most: number, value, at) =>
      fault(typeof value !== "string" || [...value].length <= most, at, "is too long"),
    minimum: (least: number, value, at) =>
      fault(typeof value !== "number" || value >= least, at, `is below ${least}`),
    maximum: (most: number, value, at) =>
      fault(typeof value !== "number" || value <= most, at, `is above ${most}`),
    exclusiveMinimum: (limit: number, value, at) =>
      fault(typeof value !== "number" || value > limit, at, `is not above ${limit}`),
    exclusiveMaximum: (limit: number, value, at) =>
      fault(typeof value !== "number" || value < limit, at, `is not below ${limit}`),
    multipleOf: (step: number, value, at) =>
      fault(
        typeof value !== "number" || Number.isInteger(value / step),
        at,
        `is no multiple of ${step}`,
      ),
    minItems: (least: number, value, at) =>
      fault(!Array.isArray(value) || value.length >= least, at, "has too few items"),
    maxItems: (most: number, value, at) =>
      fault(!Array.isArray(value) || value.length <= most, at, "has too many items"),
    prefixItems: (parts: JsonSchema[], value, at) =>
      Array.isArray(value)
        ? parts.flatMap((part, index) =>
            index < value.length ? this.faults(part, value[index], `${at}/${index}`) : [],
          )
        : [],
    items: (of: JsonSchema | false, value, at, { prefixItems = [] }) => {
      if (!Array.isArray(value)) return [];
      const first = (prefixItems as unknown[]).length;
      if (of === false) return fault(value.length <= first, at, "has too many items");
      return value
        .slice(first)
        .flatMap((each, index) => this.faults(of, each, `${at}/${first + index}`));
    },
    required: (names: string[], value, at) =>
      isObject(value)
        ? names
            .filter((name) => !Object.hasOwn(value, name))
            .map((name) => `${at}/${name} is missing`)
        : [],
    properties: (of: Record<string, JsonSchema>, value, at) =>
      isObject(value)
        ? Object.entries(of).flatMap(([name, schema]) =>
            Object.hasOwn(value, name) ? this.faults(schema, value[name], `${at}/${name}`) : [],
          )
        : [],
    additionalProperties: (of: JsonSchema | false, value, at, { properties = {} }) => {
      if (!isObject(value)) return [];
      const more = Object.entries(value).filter(
        ([name]) => !Object.hasOwn(properties as object, name),
      );
      return of === false
        ? more.map(([name]) => `${at}/${name} is not in the schema`)
        : more.flatMap(([name, each]) => this.faults(of, each, `${at}/${name}`));
    },
    propertyNames: (of: JsonSchema, value, at) =>
      isObject(value)
        ? Object.keys(value).flatMap((name) => this.faults(of, name, `${at}/${name}`))
        : [],
  };
}
