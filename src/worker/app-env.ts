import type { Context } from "hono";
import type { Grant, Scope } from "../contract/admin/rights.ts";
import type { Look } from "../db/connection/connect.ts";
import type { Owner } from "../db/staff/access.ts";
import type { Env } from "./env.ts";

/** The session of the request. */
export type Session = { accountId: string; sessionId: string; name: string };

export type AppEnv = {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** There only behind `forFans`, `byToken` and `forStaff`. */
    session: Session;
    /** There only behind `forStaff`: how far the operation's right reaches, and all that the account may do there. */
    scope: Scope;
    grants: Grant[];
    /** To whom the thing that the address names belongs; null if it names none. */
    owner: Owner | null;
    /** The operation asks for a proof of the last minutes that it is still the same person. */
    isAskedAgain?: boolean;
    /** The check that precedes each query of the books. */
    look?: Look | undefined;
  };
};
export type AppContext = Context<AppEnv>;
