import { connect } from "../db/connection/connect.ts";
import { app } from "./app.ts";
import { answerFromMemory } from "./caching/edge-cache.ts";
import type { Env } from "./env.ts";
import { eachMinute } from "./cron/each-minute.ts";
import { requestIdOf, withPlainHeaders } from "./requests/request-id.ts";
import { takeFastLane } from "./rush/fast-lane.ts";

export { Feed } from "../objects/live-map/feed.ts";
export { Intake } from "../objects/intake.ts";
export { Limiter } from "../objects/limiter/limiter.ts";
export { Schedule } from "../objects/schedule.ts";
export { MessageSender } from "./message-sender.ts";

function fromMemory(request: Request): Response | null {
  const known = answerFromMemory(request);
  return known && withPlainHeaders(known, request, requestIdOf(request));
}

export default {
  fetch: (request, env, ctx) =>
    fromMemory(request) ??
    takeFastLane(request, env, ctx, app.fetch) ??
    app.fetch(request, env, ctx),
  scheduled: (_event, env) => eachMinute(env, connect(env)),
} satisfies ExportedHandler<Env>;
