import type { Asked, Counted } from "./exact-counts.ts";

/** The calls that a limiter takes. */
export interface LimiterCalls extends Rpc.DurableObjectBranded {
  count(asked: Asked[]): Promise<Counted[]>;
  prove(keys: string[], person: string): Promise<void>;
}
