import type { ObjectEnv } from "../objects/env.ts";

/** What the Worker is given: the objects and the books, secrets, and the address of the payment gateway. */
export interface Env extends ObjectEnv {
  VERSION: string;
  ENVIRONMENT: string;
  TOKEN_SECRET: string;
  PAYMENT_GATEWAY_URL?: string;
  PAYMENT_GATEWAY_SECRET?: string;
  PAYMENT_CHECKOUT_URL?: string;
  /** Absent on raw workerd, where nothing is limited. */
  LOGIN_LIMIT?: RateLimit;
  /** The built screen; absent on raw workerd, which serves the API alone. */
  ASSETS?: Fetcher;
}
