import { report } from "./books.ts";

/** The Worker exports an entrypoint of this name, which objects may call. */
export interface MessageSender extends Rpc.WorkerEntrypointBranded {
  /** Answers at once, then sends the messages that are due about its offers, by push and by mail. */
  send(scheduleId: string): Promise<void>;
}

/**
 * Lets the Worker send new messages right away, without waiting for it. The cron sends any message that gets lost on
 * the way.
 */
export function sendSoon(ctx: DurableObjectState, scheduleId: string): void {
  const { MessageSender } = ctx.exports as { MessageSender?: Fetcher<MessageSender> };
  if (MessageSender) ctx.waitUntil(MessageSender.send(scheduleId).catch(report));
}
