/** A name, or all names from one to another; without `to`, all from `from` on, and without `from`, all up to `to`. */
export type Span = { from: string | null; to: string | null };

/** What one part of a question asks for; what it does not name may be anything. */
export type Clause = {
  sections: Span[];
  rows: Span[];
  seats: Span[];
  parity: "odd" | "even" | null;
};

export type Question = { clauses: Clause[] } | { wrongAt: string };

type Field = "sections" | "rows" | "seats";

const before: Record<string, Field> = {
  in: "sections",
  of: "sections",
  section: "sections",
  sections: "sections",
  area: "sections",
  areas: "sections",
  row: "rows",
  rows: "rows",
  seat: "seats",
  seats: "seats",
  number: "seats",
  numbers: "seats",
};
const after: [string, Field][] = [
  ["구역", "sections"],
  ["열", "rows"],
  ["행", "rows"],
  ["번", "seats"],
];
const parities: Record<string, Clause["parity"]> = {
  odd: "odd",
  even: "even",
  홀수: "odd",
  짝수: "even",
};
const limits: Record<string, "<=" | ">=" | "<" | ">"> = {
  이하: "<=",
  이상: ">=",
  미만: "<",
  초과: ">",
};
/** Words that only join the others. */
const joining = new Set(["의", "and", "the", "with", "및", "와", "과", "에서", "석", "좌석"]);
const signs = /<=|>=|[<>=,-]/;

/**
 * Reads a question for seats: `row ≤ 3 in F1–F6`, `A1 rows B-D seats 1-10; A2`, `F1–F6의 1–3열`, `101구역 3열 이하 홀수`. A
 * semicolon or a new line begins another part, and the seats of all parts are meant.
 */
export function readQuestion(text: string): Question {
  const clauses: Clause[] = [];
  for (const part of plain(text).split(/[;\n]/)) {
    if (part.trim() === "") continue;
    const read = readClause(wordsOf(part));
    if (typeof read === "string") return { wrongAt: read };
    clauses.push(read);
  }
  return clauses.length === 0 ? { wrongAt: "" } : { clauses };
}

/** One form for every dash, comparison and letter. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/[‐-―−~〜∼]/g, "-")
    .replaceAll("≤", "<=")
    .replaceAll("≥", ">=")
    .replaceAll(/(부터|까지)/g, (word) => (word === "부터" ? "-" : ""));

/** Words and signs; a unit behind a name is a word of its own, as in 3열, and so is 의. */
function wordsOf(part: string): string[] {
  const words: string[] = [];
  for (const piece of part.split(new RegExp(`(${signs.source})|\\s+`)))
    if (piece !== undefined && piece !== "") words.push(...withoutUnits(piece));
  return words;
}

function withoutUnits(piece: string): string[] {
  if (piece.length > 1 && piece.endsWith("의")) return [...withoutUnits(piece.slice(0, -1)), "의"];
  const unit = after.find(([word]) => piece.length > word.length && piece.endsWith(word))?.[0];
  return unit === undefined ? [piece] : [piece.slice(0, -unit.length), unit];
}

function readClause(words: readonly string[]): Clause | string {
  const clause: Clause = { sections: [], rows: [], seats: [], parity: null };
  let at = 0;
  /** What the word before said that the next names are. */
  let said: Field | null = null;
  while (at < words.length) {
    const word = words[at] ?? "";
    const lower = word.toLowerCase();
    if (joining.has(lower)) at++;
    else if (parities[lower]) {
      clause.parity = parities[lower];
      at++;
      // As in `even seats`.
      if (before[words[at] ?? ""] === "seats") at++;
    } else if (before[lower]) {
      if (said !== null) return word;
      said = before[lower];
      at++;
    } else {
      const read = readSpans(words, at);
      if (!read) return word;
      const unit = after.find(([name]) => name === words[read.next]);
      at = read.next + (unit ? 1 : 0);
      const limit = unit ? limits[words[at] ?? ""] : undefined;
      if (limit) at++;
      const spans = limit ? read.spans.map(({ from }) => limited(limit, from ?? "")) : read.spans;
      clause[unit?.[1] ?? said ?? "sections"].push(...spans);
      said = null;
    }
  }
  return said === null ? clause : (words.at(-1) ?? "");
}

/** Names and ranges with commas between, or one comparison. */
function readSpans(
  words: readonly string[],
  start: number,
): { spans: Span[]; next: number } | null {
  const sign = words[start] ?? "";
  if (/^[<>=]/.test(sign)) {
    const name = words[start + 1];
    return isName(name) ? { spans: [limited(sign, name)], next: start + 2 } : null;
  }
  const spans: Span[] = [];
  let at = start;
  for (;;) {
    const from = words[at];
    if (!isName(from)) return null;
    at++;
    // A unit may come with both ends: 1열-3열.
    const isUnit = after.some(([name]) => name === words[at]) && words[at + 1] === "-";
    if (words[at + (isUnit ? 1 : 0)] === "-") {
      const to = words[at + (isUnit ? 2 : 1)];
      if (!isName(to)) return null;
      at += isUnit ? 3 : 2;
      spans.push({ from, to });
    } else spans.push({ from, to: from });
    if (words[at] !== ",") return { spans, next: at };
    at++;
  }
}

function limited(sign: string, name: string): Span {
  if (sign === "=") return { from: name, to: name };
  const whole = Number(name);
  if (sign === "<") return { from: null, to: Number.isNaN(whole) ? name : String(whole - 1) };
  if (sign === ">") return { from: Number.isNaN(whole) ? name : String(whole + 1), to: null };
  return sign === "<=" ? { from: null, to: name } : { from: name, to: null };
}

const isName = (word: string | undefined): word is string =>
  word !== undefined &&
  !/^([<>=,-]|<=|>=)$/.test(word) &&
  before[word.toLowerCase()] === undefined &&
  !after.some(([unit]) => unit === word);
