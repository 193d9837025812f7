/** What a schedule may ask of a feed. Sockets come to it by `fetch`. */
export interface FeedCalls extends Rpc.DurableObjectBranded {
  push(frame: Uint8Array): Promise<number>;
}
