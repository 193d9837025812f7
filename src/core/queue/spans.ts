import type { Span } from "../../contract/sale/draw.ts";

export type { Span };
/** Numbers that were given to fans of one presale. Lists of spans are in order and never overlap. */
export type Line = Span & { presale: string | null };

/** The index of the span that contains a number, or else of the first span after it. */
function indexOf(spans: readonly Span[], number: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.through < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function spanWith<Of extends Span>(spans: readonly Of[], number: number): Of | null {
  const span = spans[indexOf(spans, number)];
  return span !== undefined && span.from <= number ? span : null;
}

/** Takes numbers out; a span around them falls into two. */
export function removeSpan<Of extends Span>(spans: Of[], { from, through }: Span): void {
  const first = indexOf(spans, from);
  let end = first;
  while (end < spans.length && spans[end]!.from <= through) end++;
  const [head, tail] = [spans[first], spans[end - 1]];
  if (end === first || !head || !tail) return;
  const rest: Of[] = [];
  if (head.from < from) rest.push({ ...head, through: from - 1 });
  if (tail.through > through) rest.push({ ...tail, from: through + 1 });
  spans.splice(first, end - first, ...rest);
}

/** Adds a span in its place, over what was there, and joins it with equal neighbors. */
export function addSpan<Of extends Span>(
  spans: Of[],
  span: Of,
  isEqual: (a: Of, b: Of) => boolean = () => true,
): void {
  removeSpan(spans, span);
  let at = indexOf(spans, span.from);
  const joined = { ...span };
  const [before, after] = [spans[at - 1], spans[at]];
  let replaced = 0;
  if (after && after.from === span.through + 1 && isEqual(after, span)) {
    joined.through = after.through;
    replaced++;
  }
  if (before && before.through === span.from - 1 && isEqual(before, span)) {
    joined.from = before.from;
    replaced++;
    at--;
  }
  spans.splice(at, replaced, joined);
}

/** The parts of a span whose numbers are not among these. */
export function spansWithout(span: Span, without: { has(number: number): boolean }): Span[] {
  const spans: Span[] = [];
  for (let number = span.from; number <= span.through; number++) {
    const last = spans.at(-1);
    if (without.has(number)) continue;
    if (last?.through === number - 1) last.through = number;
    else spans.push({ from: number, through: number });
  }
  return spans;
}
