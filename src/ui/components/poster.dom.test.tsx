import { cleanup, render } from "@testing-library/preact";
import { afterEach, expect, it } from "vitest";
import { narrowestOf } from "../../contract/images/addresses.ts";
import { Poster } from "./poster.tsx";

afterEach(cleanup);

const hash = "a".repeat(64);
const at = (name: string) => `/images/${hash}/${name}`;

it("[IG13] an uploaded poster is loaded in a width that suits its place, as AVIF or WebP, and reserves its place", () => {
  const { container } = render(<Poster src={at("900.webp")} alt="A blue poster" sizes="96px" />);
  const sources = [...container.querySelectorAll("source")].map(({ type, srcset, sizes }) => ({
    type,
    srcset: srcset.split(", "),
    sizes,
  }));
  const all = (format: string) =>
    [300, 800, 900].map((width) => `${at(`${width}.${format}`)} ${width}w`);
  expect(sources).toEqual([
    { type: "image/avif", srcset: all("avif"), sizes: "96px" },
    { type: "image/webp", srcset: all("webp"), sizes: "96px" },
  ]);
  const image = container.querySelector("picture > img");
  expect(image?.getAttribute("src")).toBe(at("800.jpg"));
  expect([image?.getAttribute("width"), image?.getAttribute("height")]).toEqual(["600", "800"]);
  expect(image?.getAttribute("alt")).toBe("A blue poster");
  expect(narrowestOf(at("900.webp"))).toBe(at("300.webp"));
  expect(narrowestOf(at("200.webp"))).toBe(at("200.webp"));
});

it("[IG13] any other poster is loaded as it is", () => {
  for (const src of ["/posters/01-high-waves.svg", "https://cdn.example/a.jpg", at("900.svg")]) {
    const { container } = render(<Poster src={src} />);
    expect(container.querySelector("picture")).toBeNull();
    expect(container.querySelector("img")?.getAttribute("src")).toBe(src);
    expect(narrowestOf(src)).toBe(src);
    cleanup();
  }
});
