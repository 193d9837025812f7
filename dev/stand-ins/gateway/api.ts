import { refusal } from "./payments.ts";
import type { Answer, CancelAsked, Payments } from "./payments.ts";
import type { RefundAccount } from "./payment.ts";

export type ApiRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string | undefined;
  idempotencyKey: string | undefined;
  testCode: string | undefined;
  body: string;
};

const testCodeStatus: Record<string, number> = {
  REJECT_CARD_PAYMENT: 403,
  UNAUTHORIZED_KEY: 401,
  NOT_FOUND_PAYMENT: 404,
  NOT_FOUND_PAYMENT_SESSION: 404,
  IDEMPOTENT_REQUEST_PROCESSING: 409,
  FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING: 500,
  COMMON_ERROR: 500,
  FAILED_REFUND_PROCESS: 500,
};
const refusalOf = (code: string) =>
  refusal(testCodeStatus[code] ?? 400, code, "테스트 에러입니다.");
const keptMs = 15 * 86_400_000;

/** Toss's HTTP API over the payments: authorization, idempotency, then the action. */
export class TossApi {
  readonly payments: Payments;
  readonly #secret: string;
  readonly #now: () => number;
  readonly #answered = new Map<string, { answer: Answer; atMs: number }>();
  readonly #underWay = new Set<string>();

  constructor(secret: string, payments: Payments, now: () => number = Date.now) {
    this.#secret = secret;
    this.payments = payments;
    this.#now = now;
  }

  /** Gives back how to leave; null while the same request is still being worked on. */
  enter(request: ApiRequest): (() => void) | null {
    const key = keyOf(request);
    if (key === null) return () => {};
    if (this.#underWay.has(key)) return null;
    this.#underWay.add(key);
    return () => this.#underWay.delete(key);
  }

  /** `refusedWith`: the code with which this request is refused instead of answered. */
  answer(request: ApiRequest, refusedWith: string | null = null): Answer {
    if (!this.#isAllowed(request.authorization))
      return refusal(401, "UNAUTHORIZED_KEY", "인증되지 않은 시크릿 키 혹은 클라이언트 키 입니다.");
    // Evaluated before the request itself, as the real one does with test keys.
    const { testCode } = request;
    if (testCode !== undefined) return refusalOf(testCode);
    const key = keyOf(request);
    if (key === null) return this.#act(request);
    if ((request.idempotencyKey ?? "").length > 300)
      return refusal(400, "INVALID_IDEMPOTENCY_KEY", "멱등키는 300자 이하여야 합니다.");
    const known = this.#answered.get(key);
    // Toss repeats the first answer without comparing the body.
    if (known && this.#now() - known.atMs < keptMs) return known.answer;
    const answer = refusedWith === null ? this.#act(request) : refusalOf(refusedWith);
    this.#answered.set(key, { answer, atMs: this.#now() });
    return answer;
  }

  #act({ method, path, query, body }: ApiRequest): Answer {
    if (path === "/v1/transactions" && method === "GET") return this.#transactions(query);
    const parts = path.split("/").slice(3).map(decodeURIComponent);
    const [first = "", second] = parts;
    if (method === "GET" && first === "orders" && second !== undefined)
      return this.payments.byOrder(second);
    if (method === "GET" && parts.length === 1) return this.payments.byKey(first);
    if (method !== "POST") return notFound;
    const asked = readObject(body);
    if (!asked) return invalid;
    if (first === "confirm") return this.#confirm(asked);
    if (second === "cancel") return this.#cancel(first, asked);
    return notFound;
  }

  #confirm({ paymentKey, orderId, amount }: Record<string, unknown>): Answer {
    if (typeof paymentKey !== "string" || typeof orderId !== "string") return invalid;
    if (typeof amount !== "number" || !/^[\w-]{6,64}$/.test(orderId)) return invalid;
    return this.payments.confirm({ paymentKey, orderId, amount });
  }

  #cancel(paymentKey: string, asked: Record<string, unknown>): Answer {
    const { cancelReason, cancelAmount, refundReceiveAccount } = asked;
    if (typeof cancelReason !== "string" || cancelReason === "") return invalid;
    if (cancelAmount !== undefined && typeof cancelAmount !== "number") return invalid;
    const account = refundReceiveAccount as RefundAccount | undefined;
    if (account !== undefined && !isAccount(account)) return invalid;
    const read: CancelAsked = { cancelReason, cancelAmount, refundReceiveAccount: account };
    return this.payments.cancel(paymentKey, read);
  }

  #transactions(query: URLSearchParams): Answer {
    const time = (name: string) => Date.parse(`${query.get(name) ?? ""}+09:00`);
    const [from, to] = [time("startDate"), time("endDate")];
    if (Number.isNaN(from) || Number.isNaN(to)) return invalid;
    const limit = Math.min(Number(query.get("limit") ?? 100), 5_000);
    const all = this.payments.transactions;
    const after = query.get("startingAfter");
    const start = all.findIndex(({ transactionKey }) => transactionKey === after) + 1;
    const isWithin = (at: number) => at >= from && at <= to;
    const items = all.slice(start).filter((one) => isWithin(Date.parse(one.transactionAt)));
    return { status: 200, body: items.slice(0, limit) };
  }

  #isAllowed(authorization: string | undefined): boolean {
    // The secret is the user name and the password is empty; without the colon it is not accepted.
    return authorization === `Basic ${Buffer.from(`${this.#secret}:`).toString("base64")}`;
  }
}

const invalid = refusal(400, "INVALID_REQUEST", "잘못된 요청입니다.");
const notFound = refusal(404, "NOT_FOUND", "존재하지 않는 정보 입니다.");

const isAccount = ({ bank, accountNumber, holderName }: Partial<RefundAccount>) =>
  [bank, accountNumber, holderName].every((part) => typeof part === "string" && part !== "");

function keyOf({ method, path, idempotencyKey }: ApiRequest): string | null {
  if (method !== "POST" || idempotencyKey === undefined) return null;
  return `${method} ${path} ${idempotencyKey}`;
}

export function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
