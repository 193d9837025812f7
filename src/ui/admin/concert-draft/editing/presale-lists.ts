import type { DraftPresale } from "../../../../contract/concert-draft/documents.ts";

type Code = DraftPresale["codes"][number];

const linesOf = (text: string): string[] =>
  text
    .split(/[\n,;\t]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

const lengths = { min: 4, max: 64 } as const;

/** Reads pasted codes, one on a line and optionally followed by its number of uses. What is no code is left over. */
export function codesOf(text: string): { codes: Code[]; leftOver: string[] } {
  const codes = new Map<string, Code>();
  const leftOver: string[] = [];
  for (const line of linesOf(text)) {
    const [, written = line, uses = "1"] = /^(.*?)\s+[×x*]?\s*(\d+)$/i.exec(line) ?? [];
    const code = written.toUpperCase().replaceAll(/[\s-]/g, "");
    const usesMax = Number(uses);
    const isCode = code.length >= lengths.min && code.length <= lengths.max;
    if (isCode && usesMax >= 1 && usesMax <= 1_000_000) codes.set(code, { code, usesMax });
    else leftOver.push(line);
  }
  return { codes: [...codes.values()], leftOver };
}

export const codesText = (codes: readonly Code[]): string =>
  codes.map(({ code, usesMax }) => (usesMax === 1 ? code : `${code} ${usesMax}`)).join("\n");

/** Reads pasted addresses, also from a table: what has no @ is left over. */
export function emailsOf(text: string): { emails: string[]; leftOver: string[] } {
  const words = text
    .split(/[\s,;<>"]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== "");
  const isEmail = (word: string) => /^[^@]+@[^@]+\.[^@]+$/.test(word) && word.length <= 254;
  return {
    emails: [...new Set(words.filter(isEmail))],
    leftOver: words.filter((word) => !isEmail(word)),
  };
}

/** Letters and digits that nobody takes for others. */
const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const codeLength = 10;

/** So many codes that cannot be guessed, beside those there are. */
export function generatedCodes(
  count: number,
  before: readonly Code[],
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): Code[] {
  const codes = new Map(before.map((each) => [each.code, each]));
  const wanted = codes.size + count;
  while (codes.size < wanted) {
    const bytes = random(new Uint8Array(codeLength));
    const code = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join("");
    codes.set(code, { code, usesMax: 1 });
  }
  return [...codes.values()];
}
