import type { QueryArrayResult } from "pg";

/** One statement as the Neon driver sends it. */
export interface Statement {
  query: string;
  params: (string | null)[];
}

/** The request of `POST /sql`. */
export interface SqlRequest {
  statements: Statement[];
  /** Null for a single statement, else the statement that begins a batch's transaction. */
  begin: string | null;
}

/** A refusal of the bridge itself: an HTTP status and a message, as Neon's proxy gives them. */
export class BridgeError extends Error {
  status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const isolationLevels = new Map([
  ["ReadUncommitted", "READ UNCOMMITTED"],
  ["ReadCommitted", "READ COMMITTED"],
  ["RepeatableRead", "REPEATABLE READ"],
  ["Serializable", "SERIALIZABLE"],
]);

/** The headers of a batch, which its answer repeats. */
export const batchHeaders = [
  "neon-batch-isolation-level",
  "neon-batch-read-only",
  "neon-batch-deferrable",
] as const;

type Headers = Record<string, string | string[] | undefined>;

export function parseRequest(body: string, headers: Headers): SqlRequest {
  const request = parseJson(body);
  if (request !== null && typeof request === "object") {
    if ("queries" in request && Array.isArray(request.queries)) {
      return { statements: request.queries.map(parseStatement), begin: beginOf(headers) };
    }
    if ("query" in request) return { statements: [parseStatement(request)], begin: null };
  }
  throw new BridgeError(400, "The body must be {query, params} or {queries: [{query, params}]}.");
}

/** The user, the password and the database of the driver's connection string, with any host. */
export function parseConnection(headers: Headers) {
  const text = headers["neon-connection-string"];
  if (typeof text !== "string" || !URL.canParse(text)) {
    throw new BridgeError(400, "The header Neon-Connection-String must be a Postgres URL.");
  }
  const url = new URL(text);
  const database = decodeURIComponent(url.pathname.slice(1));
  const user = decodeURIComponent(url.username);
  if (user === "" || database === "") {
    throw new BridgeError(400, "The connection string must name a user and a database.");
  }
  return { user, password: decodeURIComponent(url.password), database };
}

/** A result in the driver's shape; every value is the text of Postgres or null. */
export function toResult({ command, rowCount, fields, rows }: QueryArrayResult) {
  const described = fields.map((field) => ({
    name: field.name,
    dataTypeID: field.dataTypeID,
    tableID: field.tableID,
    columnID: field.columnID,
    dataTypeSize: field.dataTypeSize,
    dataTypeModifier: field.dataTypeModifier,
    format: "text",
  }));
  return { command: command ?? "", rowCount, rowAsArray: true, fields: described, rows };
}

const errorFields = [
  "code",
  "severity",
  "detail",
  "hint",
  "position",
  "internalPosition",
  "internalQuery",
  "where",
  "schema",
  "table",
  "column",
  "dataType",
  "constraint",
  "file",
  "line",
  "routine",
] as const;

/** An error of Postgres with all of its fields. */
export function toErrorBody(error: Error): Record<string, unknown> {
  const given = error as unknown as Record<string, unknown>;
  const fields = errorFields.map((name) => [name, given[name] ?? null]);
  return { message: error.message, ...Object.fromEntries(fields) };
}

function beginOf(headers: Headers): string {
  const level = headers["neon-batch-isolation-level"];
  const words = ["BEGIN"];
  if (typeof level === "string") {
    const isolation = isolationLevels.get(level);
    if (isolation === undefined) throw new BridgeError(400, `Unknown isolation level: ${level}`);
    words.push(`ISOLATION LEVEL ${isolation}`);
  }
  if (headers["neon-batch-read-only"] === "true") words.push("READ ONLY");
  if (headers["neon-batch-deferrable"] === "true") words.push("DEFERRABLE");
  return words.join(" ");
}

function parseStatement(value: unknown): Statement {
  if (value !== null && typeof value === "object" && "query" in value) {
    const { query } = value;
    const params = "params" in value ? value.params : [];
    if (typeof query === "string" && (params === null || Array.isArray(params))) {
      return { query, params: (params ?? []).map(toText) };
    }
  }
  throw new BridgeError(400, "Each query must be {query: text, params: list}.");
}

function toText(value: unknown): string | null {
  if (value === null || typeof value === "string") return value;
  if (Array.isArray(value)) return `{${value.map(toElement).join(",")}}`;
  return JSON.stringify(value);
}

function toElement(value: unknown): string {
  if (value === null || Array.isArray(value)) return toText(value) ?? "NULL";
  return `"${String(toText(value)).replaceAll(/["\\]/g, "\\$&")}"`;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new BridgeError(400, "The body is not JSON.");
  }
}
