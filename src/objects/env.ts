import type { IntakeCalls } from "./intake-calls.ts";
import type { FeedCalls } from "./live-map/feed-calls.ts";
import type { ScheduleCalls } from "./schedule-calls.ts";

/** The variables and bindings of the objects. The type of each object's binding is the calls that the object takes. */
export interface ObjectEnv {
  /** The address of the books: Neon's pooled one, whose host ends in `-pooler`. A secret. */
  DATABASE_URL: string;
  /** Host and port of the bridge in front of a local Postgres. Without it the driver talks to Neon. */
  NEON_LOCAL_PROXY?: string;
  /** The object of each schedule. */
  SCHEDULE: DurableObjectNamespace<ScheduleCalls>;
  /** The objects that give out the numbers of a queue. */
  INTAKE: DurableObjectNamespace<IntakeCalls>;
  /** The objects that hold the sockets of the live map. */
  FEED: DurableObjectNamespace<FeedCalls>;
}
