import { z } from "@hono/zod-openapi";
import { connectFor, creation } from "../../db/connection/connect.ts";
import { BooksError, type Database } from "../../db/connection/database.ts";
import { raised } from "../../db/connection/raised-codes.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { AppContext } from "../app-env.ts";
import { booksOf, found } from "../books.ts";
import { idempotencyKey, requestHash } from "../buying/idempotency.ts";
import { derivedId } from "../encoding/digest.ts";
import { ProblemError, unwrap } from "../problem.ts";

/** The header of an operation that makes something, with which a repeated request makes nothing new. */
export const MakeOnceHeader = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional()
    .meta({
      description:
        "1 to 255 visible characters, new for each thing to make. A request that is repeated with its key makes nothing " +
        "new and is answered like the first; another request with that key is refused.",
      example: "5d0f0c4e-8a3e-4f0e-9a52-0f6f1f6b7c11",
    }),
});

type Making<T> = {
  make: (db: Database, id: string) => Promise<Outcome<T>>;
  /** What was made, for a request whose answer was lost. */
  again: (db: Database, id: string) => Promise<T | null>;
};

/**
 * Makes something with its entry in the log. With an Idempotency-Key its id is derived from the key, so that it is made
 * once.
 */
export async function makeOnce<T>(
  c: AppContext,
  asked: unknown,
  { make, again }: Making<T>,
): Promise<T> {
  if (c.req.header("idempotency-key") === undefined)
    return unwrap(await make(booksOf(c), crypto.randomUUID()));
  const operation = `${c.req.method} ${c.req.path}`;
  const by = `${c.var.scope.organizationId}|${c.var.session.accountId}`;
  const id = await derivedId(`${operation}|${by}|${idempotencyKey(c)}`);
  const looks = [c.var.look, creation(id, await requestHash(operation, asked))];
  try {
    return unwrap(
      await make(
        connectFor(
          looks.filter((look) => look !== undefined),
          c.env,
        ),
        id,
      ),
    );
  } catch (error) {
    if (!(error instanceof BooksError)) throw error;
    if (error.code === raised.madeOtherwise) throw new ProblemError("idempotency-mismatch");
    if (error.code === raised.madeBefore) return found(await again(booksOf(c), id));
    throw error;
  }
}

/** Makes something whose answer is its id alone. */
export const makeOne = (
  c: AppContext,
  asked: unknown,
  make: Making<{ id: string }>["make"],
): Promise<{ id: string }> => makeOnce(c, asked, { make, again: async (_, id) => ({ id }) });
