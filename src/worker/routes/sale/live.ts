import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { liveProtocol } from "../../../contract/live/live-socket.ts";
import type { AppContext } from "../../app-env.ts";
import { IsolateCache } from "../../caching/isolate-cache.ts";
import { watchUntil } from "../../queue/turn.ts";
import { createRouter } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { ProblemError, refusals } from "../../problem.ts";

const Moment = z
  .string()
  .regex(/^\d{1,10}-\d{1,10}$/)
  .meta({ description: "The epoch and seq of the map that you have", example: "1-42" });

const socket = createRoute({
  method: "get",
  path: "/schedules/{scheduleId}/live",
  tags: ["Catalog"],
  operationId: "watchSeats",
  summary: "Watch seats change, over a WebSocket",
  description:
    "For fans who are inside: the pass goes as a second subprotocol beside `frontrow-live`, or as the header " +
    "Frontrow-Pass. `since` is the epoch and seq of the map you have; without it the first message is a snapshot as " +
    "in seats.bin. Deltas: 0xA7, 2, u16 count; plan hash, epoch, fromSeq, toSeq as u32, little-endian; then for each " +
    "seat, ascending, a varint of (seat − the one before − 1) * 4 + status. Apply those whose fromSeq you have " +
    "reached; after a gap send `since EPOCH-SEQ`. `ping` is answered `pong`, or `lost` while nobody knows. Staff " +
    "send the token of `getStaffSeats` in place of a pass.",
  ...forFans,
  request: {
    params: z.strictObject({ scheduleId: Id }),
    headers: z.object({
      "frontrow-pass": z.string().max(1_000).optional().meta({
        description:
          "`admission.pass` of `joinQueue` or `enterShop`; browsers send it as a subprotocol instead",
      }),
    }),
    query: z.strictObject({ since: Moment.optional() }),
  },
  responses: {
    101: { description: "The socket" },
    ...refusals(
      "invalid-request",
      "unauthenticated",
      "token-expired",
      "forbidden",
      "not-admitted",
      "pass-expired",
      "unavailable",
    ),
  },
});

export const live = createRouter().openapi(socket, async (c) => {
  const { scheduleId } = c.req.valid("param");
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
    throw new ProblemError("invalid-request", "This address takes WebSocket connections only");
  const origin = c.req.header("origin");
  if (origin !== undefined && origin !== new URL(c.req.url).origin)
    throw new ProblemError("forbidden", "Only our own pages may open sockets from a browser");
  const protocols = (c.req.header("sec-websocket-protocol") ?? "").split(",").map((p) => p.trim());
  const pass = c.req.header("frontrow-pass") ?? protocols.find((each) => each !== liveProtocol);
  const until = await watchUntil(c, scheduleId, pass);
  const query = new URLSearchParams({ until: String(until) });
  const { since } = c.req.valid("query");
  if (since !== undefined) query.set("since", since);
  const { webSocket } = await joinFeed(c, scheduleId, query);
  const headers = protocols.includes(liveProtocol)
    ? { "sec-websocket-protocol": liveProtocol }
    : {};
  // A socket is no answer with a body that the document could describe.
  return new Response(null, { status: 101, webSocket, headers }) as never;
});

/** The last feed that had room, by schedule: sockets fill one feed after the other. */
const roomy = new IsolateCache<number>({ freshMs: 3_600_000, countMax: 1_000 });
const feedsMax = 64;

async function joinFeed(c: AppContext, scheduleId: string, query: URLSearchParams) {
  const start = roomy.fresh(scheduleId) ?? 0;
  for (let tried = 0; tried < feedsMax; tried++) {
    const n = (start + tried) % feedsMax;
    const feed = c.env.FEED.getByName(`${scheduleId}:${n}`);
    const answer = await feed.fetch(`https://feed/?${query}`, {
      headers: { upgrade: "websocket" },
    });
    if (answer.status !== 101) continue;
    roomy.keep(scheduleId, n);
    return answer;
  }
  throw new ProblemError("unavailable", "Every feed is full");
}
