import { refusal } from "./payments.ts";
import type { Answer, Payments } from "./payments.ts";

export type ApiRequest = {
  method: string;
  path: string;
  authorization: string | undefined;
  idempotencyKey: string | undefined;
  testCode: string | undefined;
  body: string;
};

const testCodeStatus: Record<string, number> = {
  REJECT_CARD_PAYMENT: 403,
  UNAUTHORIZED_KEY: 401,
  NOT_FOUND_PAYMENT: 404,
  IDEMPOTENT_REQUEST_PROCESSING: 409,
  FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING: 500,
  COMMON_ERROR: 500,
};

/** Toss's HTTP interface over the payments: who may ask, what was asked before, and then the act. */
export class TossApi {
  readonly payments: Payments;
  readonly #secret: string;
  readonly #answered = new Map<string, Answer>();

  constructor(secret: string, payments: Payments) {
    this.#secret = secret;
    this.payments = payments;
  }

  answer(request: ApiRequest): Answer {
    if (!this.#isAllowed(request.authorization))
      return refusal(401, "UNAUTHORIZED_KEY", "인증되지 않은 시크릿 키 혹은 클라이언트 키 입니다.");
    // Evaluated before the request itself, as the real one does with test keys.
    const { testCode } = request;
    if (testCode !== undefined)
      return refusal(testCodeStatus[testCode] ?? 400, testCode, "테스트 에러입니다.");
    if (request.method !== "POST" || request.idempotencyKey === undefined)
      return this.#act(request);
    if (request.idempotencyKey.length > 300)
      return refusal(400, "INVALID_IDEMPOTENCY_KEY", "멱등키는 300자 이하여야 합니다.");
    const key = `${request.method} ${request.path} ${request.idempotencyKey}`;
    const answer = this.#answered.get(key) ?? this.#act(request);
    this.#answered.set(key, answer);
    return answer;
  }

  #act({ method, path, body }: ApiRequest): Answer {
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

  #cancel(paymentKey: string, { cancelReason, cancelAmount }: Record<string, unknown>): Answer {
    if (typeof cancelReason !== "string") return invalid;
    const isAmount = cancelAmount === undefined || typeof cancelAmount === "number";
    return isAmount ? this.payments.cancel(paymentKey, cancelReason, cancelAmount) : invalid;
  }

  #isAllowed(authorization: string | undefined): boolean {
    // The secret is the user name and the password is empty; without the colon it is not accepted.
    return authorization === `Basic ${Buffer.from(`${this.#secret}:`).toString("base64")}`;
  }
}

const invalid = refusal(400, "INVALID_REQUEST", "잘못된 요청입니다.");
const notFound = refusal(404, "NOT_FOUND", "존재하지 않는 정보 입니다.");

export function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
