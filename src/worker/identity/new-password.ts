import { ProblemError } from "../problem.ts";
import { guessable } from "./guessable.ts";
import { isLeaked } from "./leaked.ts";
import { hashPassword } from "./password.ts";

/** The hash of a password that its owner chooses now; refuses one that others would guess. */
export async function newPasswordHash(
  env: { PASSWORD_RANGE_URL?: string },
  password: string,
  about: { email?: string; name?: string },
): Promise<string> {
  const why =
    (await guessable(password, about)) ?? ((await isLeaked(env, password)) ? "leaked" : null);
  if (why !== null) throw new ProblemError("password-guessable", why);
  return await hashPassword(password);
}
