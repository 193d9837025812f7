import type { Context } from "hono";
import type { Role } from "../contract/people/accounts.ts";
import type { Env } from "./env.ts";

/** Who asks. */
export type Session = { accountId: string; sessionId: string; role: Role; name: string };

export type AppEnv = {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** There only behind `forFans`, `byToken` and `forAdmins`. */
    session: Session;
    /** What the books look at first in each question: whether the session goes on, or also whether it is an admin's. */
    lookAt?: "session" | "admin" | undefined;
  };
};
export type AppContext = Context<AppEnv>;
