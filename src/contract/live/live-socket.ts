/** What the live map's socket and its server say to each other in text; the seats themselves come as binary frames. */
export const ping = "ping";

/** The answers to a ping: the seats are as they were sent, or nobody knows. */
export const pong = { inTouch: "pong", lost: "lost" } as const;

/** The socket closes with this when its pass is over: dialing again would be refused. */
export const passOver = { code: 4_001, reason: "the pass is over" } as const;

/** How far a map has come in its schedule's history. */
export type Moment = { epoch: number; seq: number };

const sincePrefix = "since ";

/** A browser that has missed something asks for all that came since this moment. */
export const sinceMessage = (moment: Moment): string => sincePrefix + momentText(moment);

/** The moment that a message asks from, null for one that makes no sense; undefined when it asks for nothing. */
export function askedSince(message: string): Moment | null | undefined {
  return message.startsWith(sincePrefix) ? momentIn(message.slice(sincePrefix.length)) : undefined;
}

export const momentText = ({ epoch, seq }: Moment): string => `${epoch}-${seq}`;

export function momentIn(text: string): Moment | null {
  const [, epoch, seq] = /^(\d{1,10})-(\d{1,10})$/.exec(text) ?? [];
  return epoch === undefined ? null : { epoch: Number(epoch), seq: Number(seq) };
}

/** The subprotocol that a browser offers beside its pass, since it cannot send headers with a socket. */
export const liveProtocol = "frontrow-live";
