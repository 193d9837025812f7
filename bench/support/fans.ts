import { randomUUID } from "node:crypto";
import { signToken } from "../../src/worker/identity/tokens.ts";
import type { Fan } from "../../test/support/fans.ts";
import { request, sendAll } from "./load.ts";
import type { Lab } from "./lab.ts";

/** An admitted fan, with seats that no other fan in the slice requests. */
export interface Shopper extends Fan {
  pass: string;
  seats: number[];
}

/** A token without an account, sufficient for everything before the books are asked. */
export function makeFans({ tokenSecret }: Lab, count: number): Promise<Fan[]> {
  const expiresAt = Date.now() + 3_600_000;
  const fans = Array.from({ length: count }, async () => {
    const id = randomUUID();
    const claims = { sub: id, sid: randomUUID(), name: "하늘" };
    return {
      id,
      token: await signToken({ TOKEN_SECRET: tokenSecret }, "access", claims, expiresAt),
    };
  });
  return Promise.all(fans);
}

/** Lets new fans in through the API, each to two neighbors. */
export async function admit(
  lab: Lab,
  port: number,
  scheduleId: string,
  count: number,
): Promise<Shopper[]> {
  const fans = await makeFans(lab, count);
  const joins = fans.map(({ token }) =>
    request(`POST /api/v1/schedules/${scheduleId}/queue`, as(token), {}),
  );
  const turns = (await sendAll(port, joins, 201)) as { admission: { pass: string } | null }[];
  return fans.map((fan, index) => {
    const pass = turns[index]?.admission?.pass;
    if (pass === undefined) throw new Error("a fan was left waiting outside");
    return { ...fan, pass, seats: [index * 2, index * 2 + 1] };
  });
}

/** The request with which a shopper holds the two seats. */
export function holdRequest(scheduleId: string, { token, pass, seats }: Shopper): Buffer {
  const headers = { ...as(token), "frontrow-pass": pass, "idempotency-key": randomUUID() };
  return request(`POST /api/v1/schedules/${scheduleId}/holds`, headers, { seats });
}

export const as = (token: string) => ({ authorization: `Bearer ${token}` });
