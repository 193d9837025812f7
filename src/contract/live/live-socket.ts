/** The text messages between the live map's socket and its server; the seats are binary frames. */
export const ping = "ping";

/** The answers to a ping: the seats are as sent, or the state is unknown. */
export const pong = { inTouch: "pong", lost: "lost" } as const;

/** The socket closes with this code when its pass expires, since a new connection would be refused. */
export const passOver = { code: 4_001, reason: "the pass is over" } as const;

/** A map's position in its schedule's history. */
export type Moment = { epoch: number; seq: number };

const sincePrefix = "since ";

/** A browser that missed frames asks for all changes since this position. */
export const sinceMessage = (moment: Moment): string => sincePrefix + momentText(moment);

/** The position that a message asks from; null if it is invalid, undefined if it asks for nothing. */
export function askedSince(message: string): Moment | null | undefined {
  return message.startsWith(sincePrefix) ? momentIn(message.slice(sincePrefix.length)) : undefined;
}

export const momentText = ({ epoch, seq }: Moment): string => `${epoch}-${seq}`;

export function momentIn(text: string): Moment | null {
  const [, epoch, seq] = /^(\d{1,10})-(\d{1,10})$/.exec(text) ?? [];
  return epoch === undefined ? null : { epoch: Number(epoch), seq: Number(seq) };
}

/** The subprotocol that a browser sends together with its pass, since it cannot send headers with a socket. */
export const liveProtocol = "frontrow-live";
