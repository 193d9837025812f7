/** At most `count` acts in any minute, counted exactly by each of `by`. docs/limits.md explains the numbers. */
export type Rule = { count: number; by: readonly Part[] };
/**
 * `account`: who is signed in, or whom the act is about. `address`: where it comes from; success takes its act back
 * there, and everybody who succeeded brings their own share along.
 */
export type Part = "account" | "address";

export const periodS = 60;

/** Limits that must be exact, because each act guesses a secret, sends a mail, or takes seats or money. */
export const exactRules = {
  login: { count: 5, by: ["account", "address"] },
  known: { count: 5, by: ["account"] },
  mail: { count: 5, by: ["account", "address"] },
  code: { count: 20, by: ["account"] },
  coupon: { count: 20, by: ["account"] },
  booking: { count: 10, by: ["account"] },
  notice: { count: 20, by: ["account"] },
  upload: { count: 20, by: ["account"] },
} as const satisfies Record<string, Rule>;

export type ExactName = keyof typeof exactRules;

/** Limits that Cloudflare's binding counts in each data center; the numbers stand in wrangler.toml as well. */
export const roughRules = {
  api: { binding: "API_LIMIT", count: 100 },
  join: { binding: "QUEUE_ACCOUNT_LIMIT", count: 60 },
  crowd: { binding: "QUEUE_ADDRESS_LIMIT", count: 3_000 },
  felt: { binding: "FELT_LIMIT", count: 60 },
} as const;

export type RoughName = keyof typeof roughRules;
/** Staff sell at counters, save each change of a plan, and watch a sale: six times what a fan needs. */
export const staffFactor = 6;
