import { connect } from "../db/connection/connect.ts";
import { app } from "./app.ts";
import { answerFromMemory } from "./caching/edge-cache.ts";
import type { Env } from "./env.ts";
import { eachMinute } from "./cron/each-minute.ts";
import { takeFastLane } from "./rush/fast-lane.ts";

export { Feed } from "../objects/live-map/feed.ts";
export { Intake } from "../objects/intake.ts";
export { Schedule } from "../objects/schedule.ts";
export { Teller } from "./books-entry.ts";

export default {
  fetch: (request, env, ctx) =>
    answerFromMemory(request) ??
    takeFastLane(request, env, ctx, app.fetch) ??
    app.fetch(request, env, ctx),
  scheduled: (_event, env) => eachMinute(env, connect(env)),
} satisfies ExportedHandler<Env>;
