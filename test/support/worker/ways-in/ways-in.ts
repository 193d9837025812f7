import { sql } from "drizzle-orm";
import { expect } from "vitest";
import {
  Passkey,
  PasskeyChallenge,
  RecoveryCodes,
  NewAuthenticator,
} from "../../../../src/contract/people/ways-in.ts";
import { connect } from "../../../../src/db/connection/connect.ts";
import { hashPassword } from "../../../../src/worker/identity/password.ts";
import { codeOf, stepAt } from "../../../../src/worker/sign-in/one-time-codes.ts";
import { Device } from "./authenticator.ts";
import { answer, call, origin, type Person, testEnv } from "../shop.ts";

export const books = () => connect(testEnv);
export const password = "correct horse battery";

/** Gives an account a password that it can sign in with. */
export async function withPassword<T extends Person>(as: T): Promise<T> {
  const hash = await hashPassword(password);
  await books().execute(sql`UPDATE account SET password_hash = ${hash} WHERE id = ${as.id}::uuid`);
  return as;
}

export const logIn = ({ email }: Person, typed = password) =>
  call("POST /sessions", { body: { email, password: typed } });

/** A device with a passkey of the account. */
export async function withPasskey(as: Person): Promise<{ device: Device; passkey: Passkey }> {
  const device = new Device(origin);
  const challenge = await answer(
    call("POST /me/passkeys/challenge", { as }),
    200,
    PasskeyChallenge,
  );
  const body = await device.make(challenge);
  return { device, passkey: await answer(call("POST /me/passkeys", { as, body }), 201, Passkey) };
}

/** An authenticator app of the account, which knows the code of each step from now on. */
export async function withApp(
  as: Person,
): Promise<{ codes: string[]; code: (ahead?: number) => Promise<string> }> {
  const { secret } = await answer(call("POST /me/authenticator", { as }), 201, NewAuthenticator);
  const bytes = fromBase32(secret);
  const code = (ahead = 0) => codeOf(bytes, stepAt(Date.now()) + ahead);
  // The code of the step before, so that the one of now is still unused.
  const body = { code: await code(-1) };
  const { codes } = await answer(
    call("POST /me/authenticator/confirmation", { as, body }),
    201,
    RecoveryCodes,
  );
  expect(codes.length).toBe(10);
  return { codes, code };
}

/** Makes the session's last proof older than acts with money allow. */
export async function growOld(as: Person): Promise<void> {
  await books().execute(
    sql`UPDATE session SET authenticated_at = now() - interval '11 minutes' WHERE account_id = ${as.id}::uuid`,
  );
}

function fromBase32(text: string): Uint8Array<ArrayBuffer> {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0"));
  return Uint8Array.from(bits.join("").match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
}
