import { connect } from "../db/connect.ts";
import { app } from "./app.ts";
import { answerFromMemory } from "./edge-cache.ts";
import type { Env } from "./env.ts";
import { eachMinute } from "./each-minute.ts";
import { takeFastLane } from "./fast-lane.ts";

export { Feed } from "../objects/feed.ts";
export { Intake } from "../objects/intake.ts";
export { Schedule } from "../objects/schedule.ts";
export { Teller } from "./teller.ts";

export default {
  fetch: (request, env, ctx) =>
    answerFromMemory(request) ??
    takeFastLane(request, env, ctx, app.fetch) ??
    app.fetch(request, env, ctx),
  scheduled: (_event, env) => eachMinute(env, connect(env)),
} satisfies ExportedHandler<Env>;
