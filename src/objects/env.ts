import type { IntakeCalls } from "./intake-calls.ts";
import type { FeedCalls } from "./live-map/feed-calls.ts";
import type { ScheduleCalls } from "./schedule-calls.ts";

/** What the objects need of their surroundings. The objects are named by what may be asked of them. */
export interface ObjectEnv {
  DATABASE_URL: string;
  NEON_LOCAL_PROXY?: string;
  SCHEDULE: DurableObjectNamespace<ScheduleCalls>;
  INTAKE: DurableObjectNamespace<IntakeCalls>;
  FEED: DurableObjectNamespace<FeedCalls>;
}
