import type { Context } from "hono";
import type { Role } from "../contract/people/accounts.ts";
import type { Env } from "./env.ts";

/** Who asks. */
export type Session = { accountId: string; sessionId: string; role: Role; name: string };

export type AppEnv = {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** There only behind `forFans`, `forChanges` and `forAdmins`. */
    session: Session;
    /** Whether the books are asked to change something for that session. */
    isChange?: boolean;
  };
};
export type AppContext = Context<AppEnv>;
