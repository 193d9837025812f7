import { getCookie, setCookie } from "hono/cookie";
import type { Presales } from "../../contract/sale/presales.ts";
import { presaleGrants } from "../../db/sale/presales.ts";
import type { PresaleTimes, QueueFacts } from "../../db/sale/queue-openings.ts";
import type { AppContext } from "../app-env.ts";
import { booksOf } from "../books.ts";
import { ProblemError } from "../problem.ts";
import { signToken, verifyToken } from "../identity/tokens.ts";

type Grant = { sub: string; sch: string; pre: string[] };

const isSecure = (c: AppContext) => c.req.url.startsWith("https:");
const cookieOf = (c: AppContext, scheduleId: string) =>
  `${isSecure(c) ? "__Host-" : ""}frontrow-presale-${scheduleId}`;

/** The presale of a joining fan: an open one for which the fan is verified. */
export async function presaleFor(
  c: AppContext,
  scheduleId: string,
  open: PresaleTimes[],
): Promise<string> {
  const granted = (await fromToken(c, scheduleId)) ?? (await fromBooks(c, scheduleId));
  const presale = open.find(({ id }) => granted.includes(id));
  if (!presale) throw new ProblemError("presale-only");
  return presale.id;
}

/** In a rush the signed grant is enough, without a query to the books. */
async function fromToken(c: AppContext, scheduleId: string): Promise<string[] | null> {
  const token = c.req.header("frontrow-presale") ?? getCookie(c, cookieOf(c, scheduleId));
  if (token === undefined) return null;
  const read = await verifyToken<Grant>(c.env, "presale", token);
  if (read.state !== "good") return null;
  const { sub, sch, pre } = read.claims;
  return sub === c.var.session.accountId && sch === scheduleId ? pre : null;
}

const fromBooks = (c: AppContext, scheduleId: string) =>
  presaleGrants(booksOf(c), { scheduleId, accountId: c.var.session.accountId });

/** Lists the presales with those open to the fan, and signs that for the rush. */
export async function presalesOf(
  c: AppContext,
  facts: QueueFacts,
  granted: string[],
): Promise<Presales> {
  const { scheduleId, presales } = facts;
  const items = presales.map(({ id, name, opensAtMs, closesAtMs }) => ({
    id,
    name,
    opensAt: new Date(opensAtMs).toISOString(),
    closesAt: new Date(closesAtMs).toISOString(),
    isVerified: granted.includes(id),
  }));
  const mine = presales.filter(({ id }) => granted.includes(id));
  const expiresAtMs = Math.max(0, ...mine.map(({ closesAtMs }) => closesAtMs));
  if (expiresAtMs <= Date.now()) return { items, grant: null };
  const claims: Grant = { sub: c.var.session.accountId, sch: scheduleId, pre: granted };
  const grant = await signToken(c.env, "presale", claims, expiresAtMs);
  setCookie(c, cookieOf(c, scheduleId), grant, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(c),
    expires: new Date(Math.min(expiresAtMs, Date.now() + 400 * 86_400_000)),
  });
  return { items, grant };
}
