import { DurableObject } from "cloudflare:workers";
import type { ObjectEnv } from "../env.ts";
import type { LimiterCalls } from "./limiter-calls.ts";
import { type Asked, type Counted, ExactCounts } from "./exact-counts.ts";

/** About ten megabytes of keys with the counts of a minute. */
const keysMax = 20_000;

/**
 * Counts acts whose limits must be exact: one object for each part of the keys. It stores nothing. An object that was
 * idle for minutes has forgotten only counts that were over anyhow, and shares of people at an address.
 */
export class Limiter extends DurableObject<ObjectEnv> implements LimiterCalls {
  readonly #counts = new ExactCounts(keysMax);

  async count(asked: Asked[]): Promise<Counted[]> {
    return this.#counts.count(asked, Date.now());
  }

  async prove(keys: string[], person: string): Promise<void> {
    this.#counts.prove(keys, person, Date.now());
  }
}
