/** What can be said of a password without a list of common ones, which only the server has. */
export type Strength =
  | { is: "empty" | "repeated" | "personal" | "fair" | "good" }
  | { is: "short"; missing: number };

export const passwordMin = 10;
const goodLength = 16;

/** `about` is what everybody knows: the address and the name. */
export function strengthOf(password: string, about: readonly string[]): Strength {
  const text = password.toLowerCase();
  if (text === "") return { is: "empty" };
  if (text.length < passwordMin) return { is: "short", missing: passwordMin - text.length };
  const words = about.flatMap((each) => each.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  for (const word of [...words, "frontrow"])
    if (word.length >= 4 && text.replaceAll(word, "").length <= 4) return { is: "personal" };
  if (new Set(text).size <= 4 || /^(.{1,8})\1+.{0,3}$/u.test(text)) return { is: "repeated" };
  const isGood = text.length >= goodLength || text.trim().split(/\s+/).length >= 3;
  return { is: isGood ? "good" : "fair" };
}
