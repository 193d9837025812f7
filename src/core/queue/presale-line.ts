import { type Span, sizeOf } from "../../contract/sale/draw.ts";
import type { Event } from "../messages.ts";
import type { Call, Queue, ScheduleState } from "../state.ts";
import { lastRankOf } from "./calls.ts";
import { isPresaleTime, isServed, openPresales, presaleOf, seatsLeftOf } from "./presales.ts";
import { type Line, spanWith, spansWithout } from "./spans.ts";

/** The next ranks in line that may be called together, and the most of them that there is room for. */
export type Run = Span & { most: number };

/**
 * While presales decide who is called, the line goes past fans to whom the sale is not open. Fans who were passed over
 * come first once it is.
 */
export function nextRun(state: ScheduleState, now: number): Run | null {
  const { queue } = state;
  const rest = { from: queue.called + 1, through: lastRankOf(queue) };
  if (!isPresaleTime(state, now))
    return rest.from <= rest.through ? { ...rest, most: Infinity } : null;
  const roomOf = roomByPresale(state, now);
  for (const span of [...queue.aside, rest])
    for (const { presale, ...part } of byPresale(queue, span)) {
      const most = isServed(state, presale, now) ? (roomOf.get(presale) ?? Infinity) : 0;
      if (most > 0) return { ...part, most };
    }
  return null;
}

/** The parts of a span whose numbers are of one presale. */
function* byPresale(queue: Queue, span: Span): Generator<Line> {
  for (let { from } = span; from <= span.through;) {
    const through = Math.min(span.through, endOfLine(queue, from));
    yield { from, through, presale: presaleOf(queue, from) };
    from = through + 1;
  }
}

function endOfLine({ lines }: Queue, number: number): number {
  const line = spanWith(lines, number);
  return line?.through ?? (lines.find(({ from }) => from > number)?.from ?? Infinity) - 1;
}

const unusedIn = ({ used }: Call, part: Span): Span[] => spansWithout(part, used);

/** Where several presales are open, none of them lets in more fans than it has seats left. */
function roomByPresale({ terms, queue, ...state }: ScheduleState, now: number) {
  const open = openPresales(terms, now);
  const rooms = new Map<string | null, number>();
  if (open.length < 2) return rooms;
  for (const presale of open) rooms.set(presale.id, seatsLeftOf(state, presale));
  const take = (presale: string | null, count: number) =>
    rooms.set(presale, (rooms.get(presale) ?? Infinity) - count);
  for (const { presale } of queue.shoppers.values()) take(presale, 1);
  for (const call of queue.calls)
    for (const part of byPresale(queue, call)) take(part.presale, sizeOf(unusedIn(call, part)));
  return rooms;
}

/**
 * Fans who were called, or came back after a call, and whose presale is over or sold out since: they keep their places
 * for the time when the sale is open to them.
 */
export function notServed(state: ScheduleState, now: number): Event[] {
  if (!isPresaleTime(state, now)) return [];
  const { queue } = state;
  const isOut = (presale: string | null) => !isServed(state, presale, now);
  const spans = [...queue.missed, ...queue.calls].flatMap((call) =>
    [...byPresale(queue, call)].flatMap((part) =>
      isOut(part.presale) ? unusedIn(call, part) : [],
    ),
  );
  const events: Event[] =
    spans.length > 0 ? [{ type: "setAside", spans, called: queue.called }] : [];
  for (const [accountId, rank] of queue.backs)
    if (isOut(presaleOf(queue, rank))) events.push({ type: "putBack", accountId, rank });
  for (const [accountId, { rank }] of queue.recalls)
    if (isOut(presaleOf(queue, rank))) events.push({ type: "putBack", accountId, rank });
  return events;
}
