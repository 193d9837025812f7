import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { bytesMax } from "../../contract/images/limits.ts";
import type { AppContext, AppEnv } from "../app-env.ts";
import { problemResponse, ProblemError } from "../problem.ts";

const bodyBytesMax = 64 * 1024;
const planBytesMax = 2 * 1024 * 1024;
/** A table with a line for each seat of the largest plan takes about 8 MB. */
const planFileBytesMax = 16 * 1024 * 1024;

/** The file and what comes with it in a form. */
const imageBytesMax = bytesMax + 16 * 1024;

const limit = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: (c) =>
      problemResponse(c as AppContext, "body-too-large", `At most ${maxSize} bytes are taken`),
  });

/**
 * Goes by the header alone, so that nothing of a long body is in memory before the sender's right is known. Browsers
 * always give the length of a form, a file and a text.
 */
const limitLong = (maxSize: number): MiddlewareHandler => {
  const byHeader = limit(maxSize);
  return async (c, next) => {
    const { body, headers } = c.req.raw;
    const isCounted = headers.has("content-length") && !headers.has("transfer-encoding");
    if (body && !isCounted)
      return problemResponse(
        c as AppContext,
        "body-too-large",
        "Give the length of the body in Content-Length",
      );
    return await byHeader(c, next);
  };
};
const small = limit(bodyBytesMax);
const large = limitLong(planBytesMax);
const file = limitLong(planFileBytesMax);
const image = limitLong(imageBytesMax);

/** Refuses bodies that no honest request has. Only a table, a seat plan, a change of one, a presale's list, a concert's draft and an image are long. */
export const limitBody = createMiddleware<AppEnv>((c, next) => sizeFor(c.req.path)(c, next));

const isPlanFile = /^\/api\/v1\/admin\/venues\/[^/]+\/plan-import$/;
const isLarge =
  /^\/api\/v1\/admin\/(plans|plan-drafts(\/[^/]+\/saves)?|schedules\/[^/]+\/presales|presales\/[^/]+|concert-drafts\/[^/]+)$/;

function sizeFor(path: string) {
  if (path === "/api/v1/admin/images") return image;
  if (isPlanFile.test(path) || path === "/api/v1/admin/imports") return file;
  return isLarge.test(path) ? large : small;
}

/** Limits guesses, counted by their origin and by the account they target. */
export async function limitLogin(c: AppContext, email: string): Promise<void> {
  const address = addressOf(c);
  const counted = await c.env.LOGIN_LIMIT?.limit({ key: `${address}|${email}` });
  if (counted && !counted.success) throw new ProblemError("too-many-requests");
}

/** Keeps a mailbox from being flooded from any origin, and one origin from requesting many mails. */
export async function limitResets(c: AppContext, email: string): Promise<void> {
  const counted = await Promise.all([
    c.env.LOGIN_LIMIT?.limit({ key: `reset|${addressOf(c)}` }),
    c.env.RESET_LIMIT?.limit({ key: email }),
  ]);
  if (counted.some((each) => each?.success === false)) throw new ProblemError("too-many-requests");
}

/** Slows down joining and entering. Many fans share the address of a phone company, so that limit is the wider one. */
export async function limitQueue(c: AppContext): Promise<void> {
  const counted = await Promise.all([
    c.env.QUEUE_ADDRESS_LIMIT?.limit({ key: addressOf(c) }),
    c.env.QUEUE_ACCOUNT_LIMIT?.limit({ key: c.var.session.accountId }),
  ]);
  if (counted.some((each) => each?.success === false)) throw new ProblemError("too-many-requests");
}

/**
 * Slows down notices that anybody could send: each makes us ask the gateway. An honest payment has a few, and the
 * gateway sends those of all fans from a few addresses.
 */
export async function limitNotices(c: AppContext, orderId: string): Promise<void> {
  const counted = await Promise.all([
    c.env.LOGIN_LIMIT?.limit({ key: `notice|${orderId}` }),
    c.env.QUEUE_ADDRESS_LIMIT?.limit({ key: `notice|${addressOf(c)}` }),
  ]);
  if (counted.some((each) => each?.success === false)) throw new ProblemError("too-many-requests");
}

/** Slows down guessing of codes, of presales and of seats, also with many accounts from one address. */
export async function limitCodes(c: AppContext): Promise<void> {
  const counted = await Promise.all([
    c.env.LOGIN_LIMIT?.limit({ key: `code|${c.var.session.accountId}` }),
    c.env.QUEUE_ADDRESS_LIMIT?.limit({ key: `code|${addressOf(c)}` }),
  ]);
  if (counted.some((each) => each?.success === false)) throw new ProblemError("too-many-requests");
}

/** Keeps one address from telling what all fans feel. */
export async function limitFelt(c: AppContext): Promise<void> {
  const counted = await c.env.FELT_LIMIT?.limit({ key: addressOf(c) });
  if (counted?.success === false) throw new ProblemError("too-many-requests");
}

/** Slows down uploads of images, each of which takes seconds of a processor. */
export async function limitUploads(c: AppContext): Promise<void> {
  const counted = await c.env.LOGIN_LIMIT?.limit({ key: `image|${c.var.session.accountId}` });
  if (counted?.success === false) throw new ProblemError("too-many-requests");
}

/** The network address that a request comes from. */
export const addressOf = (c: AppContext): string => c.req.header("cf-connecting-ip") ?? "unknown";
