import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, it } from "vitest";
import { CastMember } from "../../contract/catalog/cast.ts";
import { publicationOf } from "../../contract/concert-draft/publication.ts";
import { emptyDocument } from "../../contract/concert-draft/documents.ts";
import { Cast } from "./concert-cast.tsx";

const path = `/images/${"0a".repeat(32)}/1920.webp`;
const member = {
  id: "haneul",
  role: { ko: "노래", en: "Vocals" },
  name: { ko: "하늘", en: "Haneul" },
  photo: { path, alt: { ko: "웃는 하늘", en: "" } },
};

afterEach(cleanup);

it("[V209] a photo of the cast comes in AVIF and WebP in its sizes, with what it shows, and only from uploaded images", () => {
  const document = { ...emptyDocument(), cast: [CastMember.parse(member)] };
  const { cast } = publicationOf(document, {
    timeZone: "Asia/Seoul",
    plan: { hash: "", zones: [] } as never,
  }).concert;
  expect(cast[0]?.photo).toEqual({ path, alt: { ko: "웃는 하늘", en: "웃는 하늘" } });
  render(<Cast cast={cast} chosen={undefined} />);
  const image = screen.getByRole("img", { name: "웃는 하늘" });
  const sources = [...(image.closest("picture")?.querySelectorAll("source") ?? [])];
  expect(sources.map(({ type, srcset }) => [type, srcset.match(/\d+w/g)?.join(" ")])).toEqual([
    ["image/avif", "300w 800w 1920w"],
    ["image/webp", "300w 800w 1920w"],
  ]);
  for (const other of ["/posters/a.svg", "https://evil.example/x.webp", `${path}?x=1`, ""])
    expect(
      CastMember.safeParse({ ...member, photo: { ...member.photo, path: other } }).success,
    ).toBe(false);
  const { photo: _, ...plain } = member;
  cleanup();
  render(<Cast cast={[CastMember.parse(plain)]} chosen={undefined} />);
  expect(screen.queryByRole("img")).toBeNull();
});
