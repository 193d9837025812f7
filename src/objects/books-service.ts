import { report } from "./books.ts";

/** What an object may ask of the Worker around it, which exports an entrypoint of this name. */
export interface Teller extends Rpc.WorkerEntrypointBranded {
  /** Answers at once, and then tells what is due of its offers by push, and by mail. */
  soon(scheduleId: string): Promise<void>;
}

/** Has the Worker tell what was just written down, and waits for nothing: what is lost on the way, the cron tells. */
export function tellSoon(ctx: DurableObjectState, scheduleId: string): void {
  const { Teller } = ctx.exports as { Teller?: Fetcher<Teller> };
  if (Teller) ctx.waitUntil(Teller.soon(scheduleId).catch(report));
}
