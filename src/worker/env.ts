import type { ObjectEnv } from "../objects/env.ts";
import type { LimiterCalls } from "../objects/limiter/limiter-calls.ts";

/** The variables and bindings of the Worker. docs/environment.md is written from these comments. */
export interface Env extends ObjectEnv {
  /** The deployed commit, shown by health and metrics. Default: `dev`. */
  VERSION: string;
  /** The kind of the deployment: `local` takes stand-ins and serves no public host. Default: `local`; a deploy sets `production`. */
  ENVIRONMENT: string;
  /** What each purpose's first key is derived from: at least 32 random bytes, set once (`npm run rotate`). A secret. */
  TOKEN_SECRET: string;
  /** Encrypts stored secrets: at least 32 random bytes; a new key comes first, and earlier ones follow after a comma. Without it there are no authenticator apps. A secret. */
  SEALING_KEYS?: string;
  /** Whether staff need a second factor: `required` or `optional`. Default: `required`, and `optional` where ENVIRONMENT is `local`. */
  STAFF_SECOND_FACTOR?: string;
  /** The app at Kakao with which people sign in: its REST API key. */
  KAKAO_CLIENT_ID?: string;
  /** Kakao's client secret. Without both there is no sign-in with Kakao. A secret. */
  KAKAO_CLIENT_SECRET?: string;
  /** The app at Naver with which people sign in. */
  NAVER_CLIENT_ID?: string;
  /** Naver's client secret. Without both there is no sign-in with Naver. A secret. */
  NAVER_CLIENT_SECRET?: string;
  /** The OAuth client at Google with which people sign in. */
  GOOGLE_CLIENT_ID?: string;
  /** Google's client secret. Without both there is no sign-in with Google. A secret. */
  GOOGLE_CLIENT_SECRET?: string;
  /** The address of the stand-in for Kakao, Naver, Google and OpenID providers. Only where ENVIRONMENT is `local` or `test`. */
  SOCIAL_STAND_IN_URL?: string;
  /** The address of the gateway's API. Default: that of Toss Payments. */
  PAYMENT_GATEWAY_URL?: string;
  /** Toss' secret key for direct integration. Without it and the client key only the wallet pays. A secret. */
  PAYMENT_GATEWAY_SECRET?: string;
  /** Toss' client key of the same kind, test or live, as the secret key; it opens the gateway's window. */
  PAYMENT_CLIENT_KEY?: string;
  /** The checkout page of the gateway's stand-in. Without it a page of this site opens the gateway's window. */
  PAYMENT_CHECKOUT_URL?: string;
  /** The files of the built screen. Without it, as on raw workerd, the API is served alone. */
  ASSETS?: Fetcher;
  /** The bucket of uploaded images in all their sizes. Without it none can be uploaded or shown. */
  IMAGES_BUCKET?: R2Bucket;
  /** Decodes, crops and encodes uploaded images. Without it none can be uploaded. */
  IMAGES?: ImagesBinding;
  /** The one address of this site, without a slash at the end. Other hosts lead here. Without it mails wait. */
  SITE_URL?: string;
  /** Other sites whose pages may call the API with a token of their own, as origins separated by commas. Default: none. */
  CORS_ORIGINS?: string;
  /** Where to report a vulnerability, as `mailto:` or `https:`, for `/.well-known/security.txt`. Without it there is none. */
  SECURITY_CONTACT?: string;
  /** The address that mails come from. Without it mails wait. */
  MAIL_FROM?: string;
  /** Sends mails through Cloudflare Email Sending, unless the mail API is set. */
  MAIL?: SendEmail;
  /** The address of a Cloudflare account's mail API, or of the local inbox. Without it the binding sends mails. */
  MAIL_API_URL?: string;
  /** A token for the mail API that may send. A secret. */
  MAIL_API_TOKEN?: string;
  /** The keys for push services: the public key, a dot, the private key. Without it there is no push. A secret. */
  VAPID_KEYS?: string;
  /** The address of the push services' stand-in, accepted in addition to the known push services. */
  PUSH_SERVICE_URL?: string;
  /** Where each day's file of sales and cancellations is sent. Without it the files can only be downloaded. */
  REPORT_SINK_URL?: string;
  /** Signs the files for their receiver, as HMAC-SHA256 in `frontrow-signature`, one for each key while two are good. Without it they go out unsigned. A secret. */
  REPORT_SINK_SECRET?: string;
  /** The bearer token with which a watcher reads `/metrics`. Without it only admins do. A secret. */
  METRICS_TOKEN?: string;
  /** Where leaked passwords are looked up by a part of their hash, such as `https://api.pwnedpasswords.com/range/`. Without it only common ones are refused. */
  PASSWORD_RANGE_URL?: string;
  /** The secret key of Cloudflare Turnstile. Without it joining a queue requires no token. A secret. */
  TURNSTILE_SECRET?: string;
  /** The site key of Cloudflare Turnstile, with which the queue page shows its check. */
  TURNSTILE_SITE_KEY?: string;
  /** The address that checks a Turnstile token. Default: Cloudflare's. */
  TURNSTILE_URL?: string;
  /** For whom the limits are higher and until when, such as `203.0.113.0/24*20 AS9644*50@2026-12-01T13:00Z`. */
  LIMIT_RAISES?: string;
  /** Counts what must be exact, such as guesses at a password: one object for each part of the keys. */
  LIMITER: DurableObjectNamespace<LimiterCalls>;
  /** Limits what an account does with the API. */
  API_LIMIT?: RateLimit;
  /** Limits joining and entering a queue by address. */
  QUEUE_ADDRESS_LIMIT?: RateLimit;
  /** Limits joining and entering a queue by account. */
  QUEUE_ACCOUNT_LIMIT?: RateLimit;
  /** Limits the measures of fans' browsers by address. */
  FELT_LIMIT?: RateLimit;
}
