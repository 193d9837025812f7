import type { Context } from "hono";
import { routePath } from "hono/route";
import type { AppEnv } from "../app-env.ts";
import type { Sample } from "./exposition.ts";

const spanMs = 5 * 60_000;
const bucketMs = 30_000;

type Failed = { route: string; status: number };

/** Answers with 5xx, counted by route for five minutes. */
export class Failures {
  /** By when its half minute began. */
  readonly #buckets = new Map<number, Map<string, Failed & { answers: number }>>();

  count({ route, status }: Failed, now: number): void {
    this.#forget(now);
    const begin = now - (now % bucketMs);
    const bucket = this.#buckets.get(begin) ?? new Map<string, Failed & { answers: number }>();
    this.#buckets.set(begin, bucket);
    const key = `${status} ${route}`;
    const answers = (bucket.get(key)?.answers ?? 0) + 1;
    bucket.set(key, { route, status, answers });
  }

  samples(isolate: string, now: number): Sample[] {
    this.#forget(now);
    const all = [...this.#buckets.values()].flatMap((bucket) => [...bucket]);
    return [...Map.groupBy(all, ([key]) => key).values()].flatMap((same) => {
      const [[, { route, status }] = ["", { route: "", status: 0 }]] = same;
      const value = same.reduce((total, [, { answers }]) => total + answers, 0);
      return [{ labels: { isolate, route, status: String(status) }, value }];
    });
  }

  #forget(now: number): void {
    for (const begin of this.#buckets.keys())
      if (begin <= now - spanMs) this.#buckets.delete(begin);
  }
}

const failures = new Failures();
// No dice are to be had before the first request.
let isolate: string | null = null;

const anId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Counts an answer if it is a failure of ours, without any request. */
export function countFailure(c: Context<AppEnv>, { status }: Response): void {
  if (status < 500) return;
  // The fast lane has no route, only an id in its address.
  const path = routePath(c) || c.req.path.replaceAll(anId, ":scheduleId");
  failures.count({ route: `${c.req.method} ${path}`, status }, Date.now());
}

/** Counts a service of others that gave no answer, and was done without. */
export const countOutside = (name: string): void =>
  failures.count({ route: name, status: 503 }, Date.now());

/** This isolate's recent failures, labeled with the isolate, since it knows nothing of others. */
export function failedAnswers(): Sample[] {
  return failures.samples(isolateName(), Date.now());
}

/** A name for this isolate, by which its figures are told from another's. */
export function isolateName(): string {
  isolate ??= crypto.randomUUID().slice(0, 8);
  return isolate;
}
