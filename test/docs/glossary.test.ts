import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

interface Row {
  words: string[];
  /** The places where a name may use the word; empty for a word that is not used. */
  standsIn: string[];
  notYetIn: string[];
}

const folders = ["src", "dev", "bench", "test"];
const ended = /\/\*.*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/gs;

/** The code of each file without comments and texts, and its path. */
const codes = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
    .map((file) => join(folder, file))
    .map((file) => ({ file, text: `${file} ${readFileSync(file, "utf8").replace(ended, " ")}` })),
);

/** Every name in the code by its file: identifiers outside of comments and texts, and the path. */
const names = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|tsx|mjs|css)$/.test(file))
    .map((file) => join(folder, file))
    .map((file) => ({ file, words: wordsOfFile(file) })),
);

it("[R25] a name uses a word of the glossary only in its one meaning", () => {
  const wrong = rows().flatMap(({ words, standsIn, notYetIn }) =>
    words.flatMap((word) =>
      bearersOf(word)
        .filter((file) => ![...standsIn, ...notYetIn].some((place) => isIn(place, file)))
        .map((file) => `${word}: ${file}`),
    ),
  );
  expect(wrong).toEqual([]);
});

it("[R26] a place that has been renamed is off the list of those that have not", () => {
  const done = rows().flatMap(({ words, notYetIn }) =>
    notYetIn.filter(
      (place) => !words.some((word) => bearersOf(word).some((file) => isIn(place, file))),
    ),
  );
  expect(done).toEqual([]);
});

it("[R25] a name is read word by word, with its plurals, and comments and texts are left out", () => {
  const code =
    'const seatsTaken = HTTPAnswer; // aComment\ncall("a text", `an ${other}`); /* more\nlines */ to_do';
  expect(wordsOf(code)).toEqual(
    new Set(["const", "seats", "seat", "taken", "http", "answer", "call", "to", "do"]),
  );
});

it("[R35] the names of one meaning of a word stand in no folder of another", () => {
  const meanings = meaningRows();
  expect(meanings.length).toBeGreaterThan(8);
  const wrong: string[] = [];
  for (const { word, named, folders } of meanings) {
    const others = meanings.filter((other) => other.word === word && other.named !== named);
    expect(others.length, `${word} has one meaning`).toBeGreaterThan(0);
    for (const name of named) {
      const files = filesNaming(name);
      if (!files.some((file) => folders.some((folder) => isIn(folder, file))))
        wrong.push(`no "${name}" in ${folders.join(", ")}`);
      for (const file of files)
        if (others.some((other) => other.folders.some((folder) => isIn(folder, file))))
          wrong.push(`${name}: ${file}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** The rows of the table of words with several meanings. */
function meaningRows(): { word: string; named: string[]; folders: string[] }[] {
  const page =
    readFileSync("docs/glossary.md", "utf8").split("Some words have two meanings")[1] ?? "";
  return [...page.matchAll(/^\| (.*) \|$/gm)]
    .map(([, row = ""]) => row.split("|"))
    .filter(([word = ""]) => word.trim() !== "word")
    .map(([word = "", , named = "", folders = ""]) => ({
      word: word.trim(),
      named: listOf(named),
      folders: listOf(folders),
    }));
}

/** The files with a name that begins, ends or is filled with these words, as `takePlaces` is with "take places". */
function filesNaming(name: string): string[] {
  const [first = "", ...rest] = name.split(" ");
  const camel = rest.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
  const upper = first[0]?.toUpperCase() + first.slice(1) + camel;
  const pattern = new RegExp(
    `\\b${first}${camel}(?![a-z])|${upper}(?![a-z])|\\b${first}-${rest.join("-")}\\b`,
  );
  return codes.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
}

/** The first two tables: rows of four columns bind a word to places, rows of three list words that are not used. */
function rows(): Row[] {
  const page = readFileSync("docs/glossary.md", "utf8").split("## Names in the code")[1] ?? "";
  const [tables = ""] = page.split("Some words have two meanings");
  const cells = [...tables.matchAll(/^\| (.*) \|$/gm)].map(([, row = ""]) =>
    row.split("|").map(listOf),
  );
  const found = cells
    .filter(([words]) => words?.[0] !== "word")
    .map((row): Row => {
      const [words = [], , third = [], fourth] = row;
      return fourth === undefined
        ? { words, standsIn: [], notYetIn: third }
        : { words, standsIn: third, notYetIn: fourth };
    });
  expect(found.length).toBeGreaterThan(10);
  return found;
}

function listOf(cell: string): string[] {
  return cell
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function bearersOf(word: string): string[] {
  return names.filter(({ words }) => words.has(word)).map(({ file }) => file);
}

function isIn(place: string, file: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}

function wordsOfFile(file: string): Set<string> {
  const own = wordsOf(file.replaceAll("/", " "));
  return file.endsWith(".css") ? own : new Set([...own, ...wordsOf(readFileSync(file, "utf8"))]);
}

function wordsOf(code: string): Set<string> {
  const identifiers = code.replace(ended, " ").match(/[A-Za-z][\w-]*/g) ?? [];
  const words = identifiers.flatMap((identifier) =>
    identifier
      .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3 $2")
      .toLowerCase()
      .split(/[\s_-]+/),
  );
  return new Set(words.flatMap((word) => [word, word.replace(/s$/, ""), word.replace(/es$/, "")]));
}
