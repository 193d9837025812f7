import { fromBase64 } from "../encoding/encoding.ts";
import { BloomFilter } from "./bloom-filter.ts";

/** Why a password would be guessed: it is a common one, or made of what everybody knows about its owner. */
export type Guessable = "common" | "personal";

/** What surrounds a common word, as in `monkey1234`, adds little. */
const aroundMax = 4;
/** Shorter words are in any good password. */
const wordMin = 4;
const site = "frontrow";

let filter: BloomFilter | null = null;

/** The list is loaded only where a password is set. */
async function common(): Promise<BloomFilter> {
  if (filter) return filter;
  const { bytes, hashes } = (await import("./common-passwords.json")).default;
  return (filter = new BloomFilter(fromBase64(bytes), hashes));
}

/** Null for a password that is neither; any characters are fine, and none are demanded. */
export async function guessable(
  password: string,
  about: { email?: string; name?: string },
): Promise<Guessable | null> {
  const text = password.normalize("NFKC").toLowerCase();
  if (personalWords(about).some((word) => isMostly(text, word))) return "personal";
  if (isRepeated(text) || isSequence(text)) return "common";
  const list = await common();
  return [text, coreOf(text), plain(text), coreOf(plain(text))].some(
    (each) => each !== null && list.has(each),
  )
    ? "common"
    : null;
}

/** The words of the address and the name, and the name of this site. */
function personalWords({ email = "", name = "" }: { email?: string; name?: string }): string[] {
  const [user = "", domain = ""] = email.toLowerCase().split("@");
  const words = [user, ...user.split(/[^\p{L}\p{N}]+/u), domain, domain.split(".")[0] ?? ""];
  const names = [name.replaceAll(/\s+/g, ""), ...name.split(/\s+/)].map((word) =>
    word.toLowerCase(),
  );
  return [...words, ...names, site].filter((word) => word.length >= wordMin);
}

/** True if what is left without the word is too little for a password of its own. */
const isMostly = (text: string, word: string): boolean =>
  text.includes(word) && text.replaceAll(word, "").length <= aroundMax;

/** The word without a few digits and marks around it; null if there are none or too many. */
function coreOf(text: string): string | null {
  const core = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const around = text.length - core.length;
  return around > 0 && around <= aroundMax && core.length >= wordMin ? core : null;
}

const lookAlikes: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** As it reads: `p@ssw0rd` is `password`. */
const plain = (text: string): string =>
  text.replaceAll(/(?<=\p{L}.*)[013457@$!](?=.*\p{L})/gu, (sign) => lookAlikes[sign] ?? sign);

/** One short piece again and again, as `abcabcabcabc` and `1111111111`. */
const isRepeated = (text: string): boolean => /^(.{1,8})\1+.{0,3}$/u.test(text);

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];
const sequences = [...rows, ...rows.map((row) => [...row].reverse().join(""))];

const isSequence = (text: string): boolean => sequences.some((row) => row.includes(text));
