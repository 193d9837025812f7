import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BloomFilter } from "../../src/worker/identity/bloom-filter.ts";
import { toBase64 } from "../../src/worker/encoding/encoding.ts";
import { projectDir } from "../machine/paths.ts";

/*
 * Writes the filter of common passwords from a list of them as JSON: `node dev/build/common-passwords.ts FILE`. The list is
 * src/passwords.json of the package @zxcvbn-ts/language-common 4.1.3 (MIT): the 49,233 most frequent passwords of known leaks.
 */
const bitsEach = 14.4;
const hashes = 10;

/** Korean words as they come out of an English keyboard, which the list knows few of. */
const typedInKorean = [
  "dkssud",
  "dkssudgktpdy",
  "tkfkdgo",
  "tkfkdgody",
  "qlalfqjsgh",
  "eogksalsrnr",
  "gksrnrdj",
  "ghkdlxld",
  "rhkswkdhk",
  "wjdqhqhgh",
];

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error("node dev/build/common-passwords.ts FILE");
  const listed = JSON.parse(readFileSync(file, "utf8")) as string[];
  const words = [...new Set([...listed, ...typedInKorean].map((word) => word.toLowerCase()))];
  const filter = BloomFilter.empty(Math.ceil((words.length * bitsEach) / 8), hashes);
  for (const word of words) filter.add(word);
  const kept = { count: words.length, hashes, bytes: toBase64(filter.bytes) };
  const target = join(projectDir, "src/worker/identity/common-passwords.json");
  writeFileSync(target, `${JSON.stringify(kept, null, 2)}\n`);
}
