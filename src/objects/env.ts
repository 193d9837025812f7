import type { Feed } from "./live-map/feed.ts";
import type { Intake } from "./intake.ts";
import type { Schedule } from "./schedule.ts";

/** What the objects need of their surroundings. */
export interface ObjectEnv {
  DATABASE_URL: string;
  NEON_LOCAL_PROXY?: string;
  SCHEDULE: DurableObjectNamespace<Schedule>;
  INTAKE: DurableObjectNamespace<Intake>;
  FEED: DurableObjectNamespace<Feed>;
}
