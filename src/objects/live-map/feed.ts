import { DurableObject } from "cloudflare:workers";
import { spanOf } from "../../contract/live/live-delta.ts";
import {
  askedSince,
  type Moment,
  momentIn,
  passOver,
  ping,
  pong,
} from "../../contract/live/live-socket.ts";
import type { ObjectEnv } from "../env.ts";
import type { FeedCalls } from "./feed-calls.ts";
import { RecentFrames } from "./recent-frames.ts";

/** Past this many sockets the next feed takes over, because each frame goes to every socket. */
const feedSocketsMax = 2_000;
/** After this long without a word from the schedule, the feed asks it and registers again. */
const followMs = 4_000;

/** The part of a socket that survives hibernation: the end of its pass, and its last request. */
type OfSocket = { until: number; askedAt: number };
/** A browser that asks more often than this gets no answer, because a whole map is long. */
const askEveryMs = 200;

/**
 * Passes one schedule's frames to the browsers that watch its seats: one message comes in and goes out to all. Sockets
 * hibernate; each browser knows its own position and asks when it has missed something.
 */
export class Feed extends DurableObject<ObjectEnv> implements FeedCalls {
  readonly #recent = new RecentFrames();
  #heardAt = 0;
  #following: Promise<boolean> | null = null;

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    super(ctx, env);
    this.#answerPings(pong.lost);
  }

  /** Takes a shopper's socket; `since` is the position of the browser's map. */
  override async fetch(request: Request): Promise<Response> {
    const query = new URL(request.url).searchParams;
    if (this.ctx.getWebSockets().length >= feedSocketsMax)
      return new Response(null, { status: 503 });
    // Before the socket joins the listeners, or it would get the frame twice.
    await this.#inTouch();
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment({
      until: Number(query.get("until")),
      askedAt: 0,
    } satisfies OfSocket);
    if ((await this.ctx.storage.getAlarm()) === null) await this.#wakeUp();
    this.ctx.waitUntil(this.#catchUp(server, momentIn(query.get("since") ?? "")));
    return new Response(null, { status: 101, webSocket: client });
  }

  /** A frame from the schedule. Returns the number of listeners, so that the schedule can stop when there are none. */
  async push(frame: Uint8Array): Promise<number> {
    const sockets = this.ctx.getWebSockets();
    if (sockets.length === 0) {
      this.#recent.forget();
      return 0;
    }
    this.#take(frame);
    return sockets.length;
  }

  /** `since EPOCH-SEQ`: the browser has missed something. */
  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const from = typeof message === "string" ? askedSince(message) : undefined;
    if (from === undefined) return;
    const kept = socket.deserializeAttachment() as OfSocket;
    if (Date.now() - kept.askedAt < askEveryMs) return;
    socket.serializeAttachment({ ...kept, askedAt: Date.now() } satisfies OfSocket);
    await this.#catchUp(socket, from);
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    for (const socket of this.ctx.getWebSockets()) {
      const { until } = socket.deserializeAttachment() as OfSocket;
      if (until <= now) socket.close(passOver.code, passOver.reason);
    }
    if (this.ctx.getWebSockets().length === 0) return;
    await this.#inTouch();
    await this.#wakeUp();
  }

  async #catchUp(socket: WebSocket, from: Moment | null): Promise<void> {
    const isInTouch = await this.#inTouch();
    const frames = this.#recent.since(from) ?? (await this.#fromStart());
    for (const frame of frames) trySend(socket, frame);
    // The platform answers pings, perhaps before this object does; this message says that everything has been sent.
    if (isInTouch) trySend(socket, pong.inTouch);
  }

  async #fromStart(): Promise<readonly Uint8Array[]> {
    const kept = this.#recent.fromStart();
    if (kept) return kept;
    const snapshot = await this.#schedule()
      .snapshot()
      .catch(() => null);
    if (!snapshot?.ok) return [];
    const bytes = new Uint8Array(snapshot.value.bytes);
    const { epoch, seq } = snapshot.value;
    const span = { epoch, from: 0, to: seq };
    // A frame of another life of the schedule, so all listeners need it.
    if (epoch === this.#recent.head?.epoch) this.#recent.keepStart(bytes, span);
    else this.#take(bytes);
    return this.#recent.fromStart() ?? [bytes];
  }

  /** True if the schedule has reported the seats lately or reports them now. */
  async #inTouch(): Promise<boolean> {
    if (Date.now() - this.#heardAt < followMs) return true;
    return this.#follow(this.#recent.head);
  }

  /** Many browsers ask at once; the schedule gets one request. */
  #follow(from: Moment | null): Promise<boolean> {
    this.#following ??= this.#ask(from).finally(() => (this.#following = null));
    return this.#following;
  }

  async #ask(from: Moment | null): Promise<boolean> {
    try {
      const answer = await this.#schedule().follow(this.#name(), from);
      if (!answer.ok) throw new Error(answer.code);
      this.#take(new Uint8Array(answer.value.bytes));
      return true;
    } catch (error) {
      console.error(error);
      this.#answerPings(pong.lost);
      return false;
    }
  }

  #take(frame: Uint8Array): void {
    const span = spanOf(frame);
    if (!span) return;
    if (Date.now() - this.#heardAt >= followMs) this.#answerPings(pong.inTouch);
    this.#heardAt = Date.now();
    const taken = this.#recent.take(frame, span);
    if (taken === "new") for (const socket of this.ctx.getWebSockets()) trySend(socket, frame);
    if (taken === "gap") this.ctx.waitUntil(this.#follow(this.#recent.head));
  }

  #name(): string {
    const { name } = this.ctx.id;
    if (name === undefined) throw new Error("a feed goes by its schedule's id and a number");
    return name;
  }

  #schedule() {
    return this.env.SCHEDULE.getByName(this.#name().split(":")[0] ?? "");
  }

  #answerPings(answer: string): void {
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, answer));
  }

  #wakeUp(): Promise<void> {
    return this.ctx.storage.setAlarm(Date.now() + followMs);
  }
}

function trySend(socket: WebSocket, frame: Uint8Array | string): void {
  try {
    socket.send(frame);
  } catch {
    // The socket is closing; its browser comes back by itself.
  }
}
