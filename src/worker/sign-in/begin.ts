import type { Session } from "../../contract/people/accounts.ts";
import type { SignInMethod } from "../../contract/people/sessions.ts";
import { accountById } from "../../db/people/accounts.ts";
import { startSession } from "../../db/people/sessions.ts";
import { noteEntry } from "../../db/sign-in/proofs.ts";
import type { AppContext } from "../app-env.ts";
import { booksOf, found } from "../books.ts";
import { newSession, openSession } from "../identity/session.ts";
import { unwrap } from "../problem.ts";
import { recordSecurity } from "../security/security-log.ts";

/** How the person has come in, and whether two factors were shown. */
export type Entry = { accountId: string; method: SignInMethod; isTwofold: boolean };

/** Begins a session for somebody who has proved to be who they are. */
export async function beginSession(
  c: AppContext,
  { accountId, method, isTwofold }: Entry,
): Promise<Session> {
  const db = booksOf(c);
  const { refreshToken, session } = await newSession(c);
  unwrap(await startSession(db, { accountId, session }));
  const { sessionId } = session;
  const [account] = await Promise.all([
    accountById(db, accountId),
    noteEntry(db, { sessionId, method, isTwofold }),
  ]);
  recordSecurity(c, { kind: "signed-in", accountId, detail: { by: method, isTwofold } });
  return await openSession(c, found(account), sessionId, refreshToken);
}
