import { z } from "@hono/zod-openapi";
import type { AppContext } from "../app-env.ts";
import { canonicalJson, derivedId, sha256 } from "../encoding/digest.ts";
import { ProblemError } from "../problem.ts";

/** The header as the API document shows it; `idempotencyKey` enforces it. */
export const IdempotencyHeader = z.object({
  "idempotency-key": z
    .string()
    .optional()
    .meta({
      param: { required: true },
      description: "1 to 255 visible characters, new for each act and the same for its retries",
      example: "5d0f0c4e-8a3e-4f0e-9a52-0f6f1f6b7c11",
    }),
});

/** The caller's name for this act. */
export function idempotencyKey(c: AppContext): string {
  const key = c.req.header("idempotency-key");
  if (key === undefined || key === "") throw new ProblemError("idempotency-key-missing");
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new ProblemError("invalid-request", "Idempotency-Key takes 1 to 255 visible characters");
  return key;
}

/** The hash of the request's content: equal for a retry, different for another request under the same key. */
export const requestHash = (operation: string, body: unknown) =>
  sha256(`${operation}\n${canonicalJson(body)}`);

export const holdIdOf = (accountId: string, scheduleId: string, key: string) =>
  derivedId(`hold|${accountId}|${scheduleId}|${key}`);

export const orderIdOf = (accountId: string, key: string) => derivedId(`order|${accountId}|${key}`);

export const topUpIdOf = (accountId: string, key: string) =>
  derivedId(`top-up|${accountId}|${key}`);

export const paymentIdOf = (accountId: string, key: string) =>
  derivedId(`payment|${accountId}|${key}`);

export const refundIdOf = (accountId: string, key: string) =>
  derivedId(`refund|${accountId}|${key}`);

export const correctionIdOf = (accountId: string, key: string) =>
  derivedId(`correction|${accountId}|${key}`);
