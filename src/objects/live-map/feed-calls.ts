/** The calls from a schedule to a feed. Sockets reach it by `fetch`. */
export interface FeedCalls extends Rpc.DurableObjectBranded {
  push(frame: Uint8Array): Promise<number>;
}
