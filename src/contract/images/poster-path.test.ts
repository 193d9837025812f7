import { expect, it } from "vitest";
import { ConcertChange } from "../admin/changes/concert-changes.ts";
import { CreateConcert } from "../admin/catalog-changes.ts";
import { ConcertDocument, emptyDocument } from "../concert-draft/documents.ts";

const hash = "ab".repeat(32);
const ours = ["/posters/night.svg", "/posters/220-v_2.webp", `/images/${hash}/1920.webp`];
const others = [
  "https://evil.example/x.png",
  "//evil.example/x.png",
  "http://",
  "/posters/../x.svg",
  "/posters/a.svg?b",
  `/images/%61${hash.slice(1)}/800.webp`,
  `/images/${hash}/800.webp?x=1`,
  `/images/${hash}/800.avif`,
  "/p.webp",
  "",
];

it("[IG15] a poster is a drawn one of this site or an uploaded image, by its one address", () => {
  const isTaken = (poster: string) => [
    CreateConcert.shape.poster.safeParse(poster).success,
    ConcertChange.safeParse({ poster }).success,
    ConcertDocument.safeParse({ ...emptyDocument(), poster }).success,
  ];
  for (const poster of ours)
    expect([poster, isTaken(poster)]).toEqual([poster, [true, true, true]]);
  for (const poster of others)
    expect([poster, isTaken(poster)]).toEqual([poster, [false, false, false]]);
});
