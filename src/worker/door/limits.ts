import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import type { AppContext, AppEnv } from "../app-env.ts";
import { problemResponse, ProblemError } from "../problem.ts";

const bodyBytesMax = 64 * 1024;
const planBytesMax = 2 * 1024 * 1024;

const limit = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: (c) =>
      problemResponse(c as AppContext, "body-too-large", `At most ${maxSize} bytes are taken`),
  });
const small = limit(bodyBytesMax);
const large = limit(planBytesMax);

/** Refuses bodies that no honest request has. Only a seat plan is long. */
export const limitBody = createMiddleware<AppEnv>((c, next) =>
  (c.req.path === "/api/v1/admin/plans" ? large : small)(c, next),
);

/** Slows down guessing: counted by where it comes from and by whom it asks for. */
export async function limitLogin(c: AppContext, email: string): Promise<void> {
  const address = c.req.header("cf-connecting-ip") ?? "unknown";
  const counted = await c.env.LOGIN_LIMIT?.limit({ key: `${address}|${email}` });
  if (counted && !counted.success) throw new ProblemError("too-many-requests");
}
