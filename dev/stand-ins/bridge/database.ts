import { Pool, type PoolClient, type QueryArrayResult } from "pg";
import { BridgeError, type SqlRequest, type Statement } from "./protocol.ts";
import { isStaleName, StatementNames } from "./statement-names.ts";

export interface DatabaseOptions {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  connectionsMax: number;
  responseBytesMax: number;
}

const asText = { getTypeParser: () => (value: unknown) => value };

/** One database and one user of it: a pool of connections, and requests run on them. */
export class Database {
  #pool: Pool;
  #names = new StatementNames();
  #responseBytesMax: number;

  constructor({ connectionsMax, responseBytesMax, ...account }: DatabaseOptions) {
    const limits = {
      max: connectionsMax,
      idleTimeoutMillis: 10_000,
      connectionTimeoutMillis: 10_000,
    };
    this.#pool = new Pool({ ...account, ...limits, ssl: false, pipeline: true });
    // An idle connection that breaks is simply not used again.
    this.#pool.on("error", () => {});
    this.#responseBytesMax = responseBytesMax;
  }

  async run(request: SqlRequest, isNamed = true): Promise<QueryArrayResult[]> {
    const client = await this.#connect();
    let broken: unknown;
    try {
      return await (request.begin === null
        ? this.#runAlone(client, request.statements, isNamed)
        : this.#runTogether(client, request.begin, request.statements, isNamed));
    } catch (error) {
      broken = error;
      if (!isNamed || !isStaleName(error)) throw error;
    } finally {
      client.release(mustClose(broken));
    }
    return this.run(request, false);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      throw new BridgeError(code === "28P01" ? 400 : 500, `Postgres cannot be reached: ${message}`);
    }
  }

  async #runAlone(client: PoolClient, statements: Statement[], isNamed: boolean) {
    const results = await Promise.all(statements.map((each) => this.#send(client, each, isNamed)));
    this.#checkSize(results);
    return results;
  }

  async #runTogether(client: PoolClient, begin: string, statements: Statement[], isNamed: boolean) {
    try {
      // All are sent before the first answer arrives. After an error the rest fail in turn.
      const sent = [
        client.query(begin),
        ...statements.map((each) => this.#send(client, each, isNamed)),
      ];
      const settled = await Promise.allSettled(sent);
      const failed = settled.find((each) => each.status === "rejected");
      if (failed !== undefined) throw failed.reason;
      const results = settled
        .filter((each) => each.status === "fulfilled")
        .map((each) => each.value as QueryArrayResult)
        .slice(1);
      this.#checkSize(results);
      await client.query("COMMIT");
      return results;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => {});
      throw error;
    }
  }

  #send(client: PoolClient, { query, params }: Statement, isNamed: boolean) {
    const name = isNamed ? this.#names.nameOf(query) : undefined;
    const config = { text: query, values: params, rowMode: "array", types: asText } as const;
    const extended = { ...config, queryMode: "extended" };
    return client.query(name === undefined ? extended : { ...extended, name });
  }

  #checkSize(results: QueryArrayResult[]): void {
    let bytes = 0;
    for (const { rows } of results) {
      for (const row of rows) for (const value of row) bytes += (value?.length ?? 2) + 3;
      if (bytes > this.#responseBytesMax) {
        throw new BridgeError(507, `The response is larger than ${this.#responseBytesMax} bytes.`);
      }
    }
  }
}

// A broken connection, or one with stale names, is not reused.
function mustClose(error: unknown): boolean {
  if (error === undefined || error instanceof BridgeError) return false;
  const { severity } = error as { severity?: string };
  return severity !== "ERROR" || isStaleName(error);
}
