import { type ProblemCode, type Refusal, refuse } from "../../contract/problems.ts";
import { ExactCounts } from "./exact-counts.ts";

const periodMs = 60_000;
/** Holds and payments a minute, and requests for holds with those that lost a race. */
const limits = { booking: 10, api: 100 };
/** Refusals of a fan for whom somebody else was faster. */
const lostRaces = new Set<ProblemCode>([
  "seat-taken",
  "not-together",
  "presale-full",
  "single-seat",
]);

/**
 * How often each account holds seats and pays here, counted exactly in the call that comes anyhow. `rate` multiplies the
 * limits; a request without it, such as staff's, is not counted.
 */
export class Attempts {
  readonly #counts = new ExactCounts(20_000);

  hold({ accountId, rate }: { accountId: string; rate?: number }): Refusal | null {
    if (rate === undefined) return null;
    const [hold, api] = [`hold ${accountId}`, `api ${accountId}`];
    return this.#count(rate, [
      { name: "booking", key: hold },
      { name: "api", key: api },
    ]);
  }

  /** A hold that somebody else was faster for counts only as a request. */
  refused({ accountId, rate }: { accountId: string; rate?: number }, code: ProblemCode): void {
    if (rate !== undefined && lostRaces.has(code)) this.#counts.takeBack(`hold ${accountId}`);
  }

  pay({ accountId, rate }: { accountId: string; rate?: number }): Refusal | null {
    if (rate === undefined) return null;
    return this.#count(rate, [{ name: "booking", key: `pay ${accountId}` }]);
  }

  #count(rate: number, by: { name: keyof typeof limits; key: string }[]): Refusal | null {
    const asked = by.map(({ name, key }) => ({ key, count: limits[name] * rate, periodMs }));
    const counted = this.#counts.count(asked, Date.now());
    const at = counted.findIndex(({ isOver }) => isOver);
    const [over, name] = [counted[at], by[at]?.name];
    if (!over || !name) return null;
    const seconds = Math.ceil(over.waitMs / 1_000);
    return refuse("too-many-requests", `${name} ${over.count} ${seconds}`);
  }
}
