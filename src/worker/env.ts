import type { ObjectEnv } from "../objects/env.ts";

/** What the Worker is given: the objects and the books, secrets, and the address of the payment gateway. */
export interface Env extends ObjectEnv {
  VERSION: string;
  ENVIRONMENT: string;
  TOKEN_SECRET: string;
  /** The payment company's API; left out, it is the real one's. */
  PAYMENT_GATEWAY_URL?: string;
  /** With these two, and nothing else, payments work. */
  PAYMENT_GATEWAY_SECRET?: string;
  PAYMENT_CLIENT_KEY?: string;
  /** The stand-in's checkout page. */
  PAYMENT_CHECKOUT_URL?: string;
  /** The screen's files; absent on raw workerd. */
  ASSETS?: Fetcher;
  /** Our own address, for the links in mails. */
  SITE_URL?: string;
  /** Who mails come from. With this, our address and a way to send, mails are sent; without, they wait. */
  MAIL_FROM?: string;
  MAIL?: SendEmail;
  /** The other way to send: the mail company's API, or the inbox on one's own machine. */
  MAIL_API_URL?: string;
  MAIL_API_TOKEN?: string;
  /** Who we are to push services: the public key, a dot, the secret one. Without it there is no push. */
  VAPID_KEYS?: string;
  /** The stand-in for push services on one's own machine. */
  PUSH_SERVICE_URL?: string;
  /** With it a watcher reads /metrics; admins read it without. */
  METRICS_TOKEN?: string;
  /** Without a secret nobody is asked whether they are a person. */
  TURNSTILE_SECRET?: string;
  TURNSTILE_SITE_KEY?: string;
  TURNSTILE_URL?: string;
  /** Absent on raw workerd, where nothing is limited. */
  LOGIN_LIMIT?: RateLimit;
  RESET_LIMIT?: RateLimit;
  QUEUE_ADDRESS_LIMIT?: RateLimit;
  QUEUE_ACCOUNT_LIMIT?: RateLimit;
}
