import type { Moment } from "../../contract/live/live-socket.ts";

/** The base of the list: the schedule's seats, and a way to each feed. */
export type FeedGround = {
  head(): Moment;
  frameSince(from: Moment): Uint8Array<ArrayBuffer>;
  /** Hands a frame to a feed, which returns the number of its sockets. */
  push(feed: string, frame: Uint8Array<ArrayBuffer>): Promise<number>;
};

type Follower = { at: Moment; isBusy: boolean };

const tickMs = 250;
/** The first change after a quiet time goes out nearly at once, together with its neighbors. */
const batchMs = 20;

/**
 * The feeds that follow a schedule. While there are changes and listeners, each feed gets its changes four times a
 * second. A slow feed gets more changes at once, and a lost feed comes back by itself.
 */
export class FeedList {
  readonly #ground: FeedGround;
  readonly #followers = new Map<string, Follower>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #tickedAt = 0;

  constructor(ground: FeedGround) {
    this.#ground = ground;
  }

  /** The feed has everything up to now. */
  follow(feed: string): void {
    const known = this.#followers.get(feed);
    this.#followers.set(feed, { at: this.#ground.head(), isBusy: known?.isBusy ?? false });
  }

  /** Seats may have changed. */
  changed(): void {
    if (this.#followers.size === 0 || this.#timer !== null) return;
    const waitMs = Math.max(batchMs, this.#tickedAt + tickMs - Date.now());
    this.#timer = setTimeout(() => this.#tick(), waitMs);
  }

  #tick(): void {
    this.#timer = null;
    this.#tickedAt = Date.now();
    const head = this.#ground.head();
    for (const [feed, { at, isBusy }] of this.#followers)
      if (!isBusy && !isSame(at, head)) void this.#tell(feed, head);
  }

  async #tell(feed: string, head: Moment): Promise<void> {
    const follower = this.#followers.get(feed);
    if (!follower) return;
    const frame = this.#ground.frameSince(follower.at);
    Object.assign(follower, { at: head, isBusy: true });
    try {
      const sockets = await this.#ground.push(feed, frame);
      if (sockets === 0) this.#followers.delete(feed);
    } catch (error) {
      // The feed asks again after it has not heard from the schedule for a while.
      console.error(error);
      this.#followers.delete(feed);
    }
    const now = this.#followers.get(feed);
    if (!now) return;
    now.isBusy = false;
    if (!isSame(now.at, this.#ground.head())) this.changed();
  }
}

const isSame = (one: Moment, other: Moment): boolean =>
  one.seq === other.seq && one.epoch === other.epoch;
