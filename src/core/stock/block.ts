/** Seats that the sale keeps for somebody. What it is for is the organizer's and means nothing to the machine. */
export type Block = {
  blockId: string;
  /** Grows with each change, so that the books can tell a newer change from an older one. */
  version: number;
  /** A hold that comes with this channel can take the block's seats. Null: nobody can, not even staff. */
  channel: string | null;
  /** When its seats go on sale by themselves; null for never. */
  releaseAt: number | null;
  /** Kind, reason, owner and note, in the organizer's words. */
  about: string;
};

/** Who changes the stock, for the audit log. */
export type StockActor = {
  accountId: string | null;
  requestId: string | null;
  origin: string | null;
};

/** The channels of holds that staff make: for the box office, and for whoever may give out the house's own seats. */
export const counterChannel = "counter";
export const staffChannel = "staff";

/** A channel for the holders of a code has its hash in its name. */
export const isCodeChannel = (channel: string | null): boolean =>
  channel?.startsWith("code:") === true;

/** Staff need no turn in the queue, and no limit applies to them. */
export const isByStaff = (channels: readonly string[]): boolean =>
  channels.includes(counterChannel) || channels.includes(staffChannel);

/** Whether a hold with these channels can take seats of the block. */
export const opens = (channels: readonly string[], { channel }: Pick<Block, "channel">): boolean =>
  channel !== null && (channels.includes(channel) || channels.includes(staffChannel));
