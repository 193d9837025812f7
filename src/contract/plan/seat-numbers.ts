import type { Block } from "./seat-plan.ts";

type Scheme = Block["rowNumbers"]["scheme"];
type Direction = Block["seatNumbers"]["direction"];

const hangul = ["가", "나", "다", "라", "마", "바", "사", "아", "자", "차", "카", "타", "파", "하"];

/** The names of a block's rows, the first row's first. */
export function rowLabels({ rows, rowNumbers, exceptions }: Block): string[] {
  const { scheme, start, skip, pad, isFromBack } = rowNumbers;
  const labels = sequence({ scheme, start, step: 1, skip, pad }, rows);
  if (isFromBack) labels.reverse();
  for (const { row, label } of exceptions ?? [])
    if (label !== undefined && row < rows) labels[row] = label;
  return labels;
}

/** The numbers of a block's rows. Equal rows share one list, so a stadium has few lists. */
export function numbersByRow(block: Block): (row: number, seats: number) => string[] {
  const { seatNumbers } = block;
  const exceptions = new Map((block.exceptions ?? []).map((one) => [one.row, one]));
  const alike = new Map<number, string[]>();
  return (row, seats) => {
    const exception = exceptions.get(row);
    if (exception?.numbers?.length === seats) return exception.numbers;
    if (exception?.start !== undefined || exception?.direction !== undefined) {
      const { start = seatNumbers.start, direction = seatNumbers.direction } = exception;
      return seatLabels({ ...seatNumbers, start, direction }, seats);
    }
    const numbers = alike.get(seats) ?? seatLabels(seatNumbers, seats);
    alike.set(seats, numbers);
    return numbers;
  };
}

function seatLabels(numbering: Block["seatNumbers"], seats: number): string[] {
  const { start, step, scheme = "1", skip = [], pad } = numbering;
  const counting = { scheme, start, step, skip, pad };
  const { direction } = numbering;
  if (direction === "oddLeftEvenRight" || direction === "evenLeftOddRight") {
    const labels = oddAndEven(counting, seats);
    return direction === "oddLeftEvenRight" ? labels : labels.reverse();
  }
  const labels = sequence(counting, seats + 1);
  return Array.from({ length: seats }, (_, at) => labels[nth(direction, at, seats)] ?? "");
}

/** The index of a seat's number, in counting order. */
function nth(direction: Direction, at: number, seats: number): number {
  const half = Math.ceil(seats / 2);
  if (direction === "ltr") return at;
  if (direction === "rtl") return seats - 1 - at;
  return at < half ? (half - 1 - at) * 2 : (at - half) * 2 + 1;
}

/** From the middle to the left 1, 3, 5 and to the right 2, 4, 6. */
function oddAndEven(counting: Counting, seats: number): string[] {
  const half = Math.ceil(seats / 2);
  const left = sequence({ ...counting, step: 2 }, half).reverse();
  return [...left, ...sequence({ ...counting, start: counting.start + 1, step: 2 }, seats - half)];
}

type Counting = {
  scheme: Scheme;
  start: number;
  step: number;
  skip: readonly string[];
  pad?: number | undefined;
};

/** The first names of a sequence, without those that are skipped. */
function sequence({ scheme, start, step, skip, pad = 0 }: Counting, count: number): string[] {
  const labels: string[] = [];
  for (let n = start; labels.length < count; n += step) {
    const label = scheme === "A" ? letters(n) : scheme === "가" ? syllables(n) : String(n);
    if (!skip.includes(label)) labels.push(scheme === "1" ? label.padStart(pad, "0") : label);
  }
  return labels;
}

/** 1 is A, 26 is Z, 27 is AA. */
function letters(n: number): string {
  if (n < 1) return String(n);
  let label = "";
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / 26))
    label = String.fromCharCode(65 + ((rest - 1) % 26)) + label;
  return label;
}

function syllables(n: number): string {
  if (n < 1) return String(n);
  const round = Math.floor((n - 1) / hangul.length);
  return (hangul[(n - 1) % hangul.length] ?? "") + (round === 0 ? "" : String(round + 1));
}
