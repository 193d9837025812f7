import { ticketMs, ticketOver } from "../../contract/live/cockpit-terms.ts";
import { changeBetween } from "../../contract/live/cockpit-changes.ts";
import type { CockpitFrame } from "../../contract/live/cockpit.ts";
import { ping, pong } from "../../contract/live/live-socket.ts";

/** Far more than an organizer's staff; each frame is serialized once and sent to all of them. */
const socketsMax = 24;
/** Tickets that a member of staff has not used yet, so that a network without sockets takes nobody else's place. */
const unusedMax = 3;
const frameEveryMs = 1_000;
/** Changes that come together go out together, also after a quiet time. */
const batchMs = 50;

/** The part of a socket that survives hibernation. */
type OfSocket = { ticket: string; until: number };

/** The headers with which the Worker brings a watcher's socket to the object. */
export const watcherHeaders = { ticket: "frontrow-ticket", account: "frontrow-account" } as const;

type Ground = {
  ctx: DurableObjectState;
  /** The figures now; null if the sale is not open in memory. */
  look: () => CockpitFrame | null;
};

/**
 * The staff who watch a sale. While there are any, each gets the changes once a second; without any, a change of the sale
 * costs one comparison. A watcher whose right was not confirmed lately hears nothing and is sent away.
 */
export class Watchers {
  readonly #ground: Ground;
  readonly #tickets = new Map<string, { accountId: string; until: number }>();
  #count: number;
  /** The last frame that all sockets have. */
  #sent: CockpitFrame | null = null;
  #sentAt = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#count = ground.ctx.getWebSockets().length;
    if (this.#count > 0) this.#answerPings();
  }

  /** A ticket for somebody who has the right now. It opens one socket, and prolongs the socket that it has opened. */
  confirm(accountId: string, asked: string | null, now: number): string | null {
    const until = now + ticketMs;
    for (const [ticket, of] of this.#tickets) if (of.until <= now) this.#tickets.delete(ticket);
    const known = this.#ground.ctx
      .getWebSockets(accountId)
      .find((socket) => of(socket).ticket === asked);
    if (known && asked !== null) {
      known.serializeAttachment({ ticket: asked, until } satisfies OfSocket);
      return asked;
    }
    this.#sendAway(now);
    const unused = [...this.#tickets].filter(([, of]) => of.accountId === accountId);
    if (unused.length >= unusedMax) this.#tickets.delete(unused[0]?.[0] ?? "");
    if (this.#count + this.#tickets.size >= socketsMax) return null;
    const ticket = crypto.randomUUID();
    this.#tickets.set(ticket, { accountId, until });
    return ticket;
  }

  /** Takes a watcher's socket. */
  accept({ headers }: Request, now: number): Response {
    const ticket = headers.get(watcherHeaders.ticket) ?? "";
    const accountId = headers.get(watcherHeaders.account) ?? "";
    const given = this.#tickets.get(ticket);
    if (!given || given.accountId !== accountId || given.until <= now)
      return new Response(null, { status: 403 });
    this.#tickets.delete(ticket);
    const { 0: client, 1: server } = new WebSocketPair();
    // The others first: from here on all have the same frame.
    this.#send(now);
    this.#ground.ctx.acceptWebSocket(server, [accountId]);
    server.serializeAttachment({ ticket, until: given.until } satisfies OfSocket);
    this.#count++;
    this.#answerPings();
    this.#sent ??= this.#ground.look();
    if (this.#sent) trySend(server, JSON.stringify(this.#sent));
    return new Response(null, { status: 101, webSocket: client });
  }

  gone(): void {
    this.#count = this.#ground.ctx
      .getWebSockets()
      .filter(({ readyState }) => readyState === 1).length;
    if (this.#count === 0) this.#sent = null;
  }

  /** A figure may have changed. */
  changed(): void {
    if (this.#count === 0 || this.#timer !== null) return;
    const waitMs = Math.max(batchMs, this.#sentAt + frameEveryMs - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#send(Date.now());
    }, waitMs);
  }

  #send(now: number): void {
    this.#sendAway(now);
    if (this.#count === 0) return;
    const frame = this.#ground.look();
    if (!frame) return;
    const change = this.#sent ? changeBetween(this.#sent, frame) : frame;
    this.#sent = frame;
    this.#sentAt = now;
    if (!change) return;
    const text = JSON.stringify(change);
    for (const socket of this.#ground.ctx.getWebSockets()) trySend(socket, text);
  }

  #sendAway(now: number): void {
    if (this.#count === 0) return;
    let left = 0;
    for (const socket of this.#ground.ctx.getWebSockets()) {
      if (of(socket).until > now) left++;
      else socket.close(ticketOver.code, ticketOver.reason);
    }
    this.#count = left;
    if (left === 0) this.#sent = null;
  }

  #answerPings(): void {
    const pair = new WebSocketRequestResponsePair(ping, pong.inTouch);
    this.#ground.ctx.setWebSocketAutoResponse(pair);
  }
}

const of = (socket: WebSocket): OfSocket => socket.deserializeAttachment() as OfSocket;

function trySend(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    // The socket is closing; its screen comes back by itself.
  }
}
