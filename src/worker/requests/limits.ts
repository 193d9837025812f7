import type { Asked, Counted } from "../../objects/limiter/exact-counts.ts";
import type { AppContext } from "../app-env.ts";
import type { Env } from "../env.ts";
import { ProblemError } from "../problem.ts";
import {
  type ExactName,
  exactRules,
  type Part,
  periodS,
  type RoughName,
  roughRules,
  staffFactor,
} from "./limit-rules.ts";
import { factorFor, type Raise, raisesIn } from "./limit-raises.ts";
import { addressOf, networkOf } from "./network.ts";
import { knownDevice, rememberDevice } from "../identity/known-device.ts";

/** How many objects share the exact counts, each with its part of the keys. */
const shards = 32;
/** The wait after a refusal whose exact end nobody knows. */
const roughWaitS = 10;

/** What an act was counted by, for taking it back once the person has proved themselves. */
type CountedAct = { proved(person: string): void };
type Proved = { id: string; email: string };
/** A log-in that may succeed. */
export type Attempt = { proved(account: Proved): Promise<void> };

/** Slows down guesses at a password or a link, counted by the account they target and by their origin. */
export async function limitLogin(c: AppContext, account: string): Promise<Attempt> {
  // Where the owner has signed in before, nobody else's guesses lock them out.
  const device = await knownDevice(c, account);
  const counted = await (device === null
    ? countExactly(c, "login", account)
    : countExactly(c, "known", device));
  const proved = async ({ id, email }: Proved) => {
    counted.proved(id);
    await rememberDevice(c, email);
  };
  return { proved };
}

/** Keeps a mailbox from being flooded from any origin, and one origin from requesting many mails. */
export const limitResets = (c: AppContext, email: string): Promise<CountedAct> =>
  countExactly(c, "mail", email);

/** Slows down guesses at codes, of presales and of seats, also with many accounts from one address. */
export async function limitCodes(c: AppContext): Promise<void> {
  await limitRoughly(c, "crowd", `code|${networkOf(addressOf(c))}`);
  await countExactly(c, "code", c.var.session.accountId);
}

/** Slows down guesses at coupons, which a fan may also change while choosing. */
export const limitCoupons = (c: AppContext): Promise<CountedAct> =>
  countExactly(c, "coupon", c.var.session.accountId);

/** Limits orders and payments; the schedule's object itself counts holds. */
export const limitBooking = (c: AppContext): Promise<CountedAct> =>
  countExactly(c, "booking", c.var.session.accountId);

/** Slows down uploads of images, each of which takes seconds of a processor. */
export const limitUploads = (c: AppContext): Promise<CountedAct> =>
  countExactly(c, "upload", c.var.session.accountId);

/**
 * Slows down notices that anybody could send: each makes us ask the gateway. An honest payment has a few, and the
 * gateway sends those of all fans from a few addresses.
 */
export async function limitNotices(c: AppContext, orderId: string): Promise<void> {
  await limitRoughly(c, "crowd", `notice|${networkOf(addressOf(c))}`);
  await countExactly(c, "notice", orderId);
}

/** Slows down joining and entering. Many fans share the address of a phone company, so that limit is the wider one. */
export async function limitQueue(c: AppContext): Promise<void> {
  await Promise.all([
    limitRoughly(c, "crowd", networkOf(addressOf(c))),
    limitRoughly(c, "join", c.var.session.accountId),
  ]);
}

/** Keeps one address from telling what all fans feel. */
export const limitFelt = (c: AppContext): Promise<void> =>
  limitRoughly(c, "felt", networkOf(addressOf(c)));

/** Limits what an account does with the API. */
export const limitApi = (c: AppContext): Promise<void> =>
  limitRoughly(c, "api", c.var.session.accountId);

/** The same for staff. */
export const limitStaff = (c: AppContext): Promise<void> =>
  limitRoughly(c, "api", c.var.session.accountId, staffFactor);

/** Counts an act exactly, answers with what is left, and refuses it past the limit. */
async function countExactly(c: AppContext, name: ExactName, account: string): Promise<CountedAct> {
  const { count, by } = exactRules[name];
  const parts: Record<Part, string> = { account, address: networkOf(addressOf(c)) };
  const asked = by.map((part: Part): Asked => ({
    key: `${name}|${part}|${parts[part]}`,
    count: count * factorOf(c),
    periodMs: periodS * 1_000,
    growsWithPeople: part === "address",
  }));
  const counted = await Promise.all(asked.map((each) => countAt(c.env, each)));
  const tightest = counted.reduce((a, b) =>
    b.isOver === a.isOver ? (b.remaining < a.remaining ? b : a) : b.isOver ? b : a,
  );
  const headers = limitHeaders(name, tightest);
  if (tightest.isOver) throw tooMany(headers, Math.ceil(tightest.waitMs / 1_000));
  for (const [header, value] of Object.entries(headers)) c.header(header, value);
  const keys = asked.filter(({ growsWithPeople }) => growsWithPeople).map(({ key }) => key);
  const proved = (person: string) =>
    c.executionCtx.waitUntil(
      Promise.all(keys.map((key) => limiterOf(c.env, key).prove([key], person))),
    );
  return { proved };
}

const unlimited = { isOver: false, count: Infinity, remaining: Infinity, waitMs: 0 };

/** A count that cannot be had refuses nobody: a sale must not end with its limits. */
async function countAt(env: Env, asked: Asked): Promise<Counted> {
  try {
    const [counted = unlimited] = await limiterOf(env, asked.key).count([asked]);
    return counted;
  } catch (error) {
    console.warn("a limit was not counted", error instanceof Error ? error.message : error);
    return unlimited;
  }
}

async function limitRoughly(c: AppContext, name: RoughName, key: string, more = 1): Promise<void> {
  const { binding, count } = roughRules[name];
  // The binding has one number, so a higher limit is several counts of it, one of which is met by chance.
  const factor = factorOf(c) * more;
  const part = factor === 1 ? "" : `|${Math.floor(Math.random() * factor)}`;
  const counted = await c.env[binding]?.limit({ key: `${name}|${key}${part}` });
  if (counted?.success === false)
    throw tooMany(limitHeaders(name, { count: count * factor, remaining: 0 }), roughWaitS);
}

/** The fields of draft-ietf-httpapi-ratelimit-headers. */
function limitHeaders(
  name: string,
  { count, remaining, waitMs }: Pick<Counted, "count" | "remaining"> & { waitMs?: number },
): Record<string, string> {
  if (count === Infinity) return {};
  const reset = waitMs === undefined ? "" : `;t=${Math.ceil(waitMs / 1_000)}`;
  return {
    "ratelimit-policy": `"${name}";q=${count};w=${periodS}`,
    ratelimit: `"${name}";r=${remaining}${reset}`,
  };
}

const tooMany = (headers: Record<string, string>, waitS: number) =>
  new ProblemError("too-many-requests", `Try again in ${waitS} seconds`, undefined, {
    ...headers,
    "retry-after": String(waitS),
  });

/** The same object for the same key, wherever the request comes from. */
function limiterOf({ LIMITER }: Env, key: string) {
  let hash = 2_166_136_261;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 16_777_619);
  return LIMITER.getByName(`limits-${(hash >>> 0) % shards}`);
}

/** A typing error must neither loosen a limit nor take the site down. */
function raisesOrNone(text: string): Raise[] {
  try {
    return raisesIn(text);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return [];
  }
}

let read: { text: string; raises: Raise[] } = { text: "", raises: [] };

/** How many times the usual limits this request has. */
export function factorOf(c: AppContext): number {
  const text = c.env.LIMIT_RAISES ?? "";
  if (text !== read.text) read = { text, raises: raisesOrNone(text) };
  if (read.raises.length === 0) return 1;
  const { asn } = (c.req.raw.cf ?? {}) as { asn?: number };
  return factorFor(read.raises, { address: addressOf(c), asn: asn ?? null }, Date.now());
}
