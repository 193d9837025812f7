import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { bytesMax } from "../../contract/images/limits.ts";
import type { AppContext, AppEnv } from "../app-env.ts";
import { problemResponse } from "../problem.ts";

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
