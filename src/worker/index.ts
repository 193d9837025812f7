import { connect } from "../db/connection/connect.ts";
import { app } from "./app.ts";
import { answerFromMemory } from "./caching/edge-cache.ts";
import type { Env } from "./env.ts";
import { eachMinute } from "./cron/each-minute.ts";
import { preflight } from "./requests/cors.ts";
import { requestIdOf } from "./requests/request-id.ts";
import { atWrongAddress } from "./requests/right-address.ts";
import { refusedSettings, mayAct } from "./settings/refused-settings.ts";
import { withSafeHeaders } from "./requests/safe-headers.ts";
import { takeFastLane } from "./rush/fast-lane.ts";

export { Feed } from "../objects/live-map/feed.ts";
export { Intake } from "../objects/intake.ts";
export { Limiter } from "../objects/limiter/limiter.ts";
export { Schedule } from "../objects/schedule.ts";
export { MessageSender } from "./message-sender.ts";

/** Answers without the router: those in memory, and those to a browser that asks before another site's request. */
function atOnce(request: Request, { CORS_ORIGINS: allowed }: Env): Response | null {
  const known = answerFromMemory(request) ?? preflight(request, allowed);
  return known && withSafeHeaders(known, request, { id: requestIdOf(request), allowed });
}

export default {
  fetch: (request, env, ctx) =>
    refusedSettings(request, env) ??
    atWrongAddress(request, env) ??
    atOnce(request, env) ??
    takeFastLane(request, env, ctx, app.fetch) ??
    app.fetch(request, env, ctx),
  scheduled: async (_event, env) => {
    // Mail and money of a site with unsafe settings wait as well.
    if (mayAct(env)) await eachMinute(env, connect(env));
  },
} satisfies ExportedHandler<Env>;
