import { type PictureFault, type Size, textAt } from "./picture.ts";

type Box = { kind: string; from: number; to: number };

/** The size of an AVIF: the largest of the items in it, which may be tiles and thumbnails as well. */
export function readAvif(bytes: Uint8Array): Size | PictureFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const all = boxesIn(view, 0, bytes.length);
  const [type] = all ?? [];
  if (!all || !type) return "damaged";
  const brands = textAt(bytes, type.from, Math.min(type.to - type.from, 256));
  if (brands.startsWith("avis")) return "animated";
  if (!brands.includes("avif")) return isOtherImage(brands) ? "other-format" : "no-image";
  const meta = all.find(({ kind }) => kind === "meta");
  // The box has four bytes of version and flags before the boxes within it.
  const properties =
    meta &&
    boxesIn(view, meta.from + 4, meta.to)
      ?.filter(({ kind }) => kind === "iprp")
      .flatMap(({ from, to }) => boxesIn(view, from, to) ?? [])
      .filter(({ kind }) => kind === "ipco")
      .flatMap(({ from, to }) => boxesIn(view, from, to) ?? []);
  const sizes = (properties ?? []).flatMap(({ kind, from, to }) =>
    kind === "ispe" && to - from >= 12
      ? [{ width: view.getUint32(from + 4), height: view.getUint32(from + 8) }]
      : [],
  );
  const [largest] = sizes.toSorted((a, b) => b.width * b.height - a.width * a.height);
  return largest ?? "damaged";
}

/** HEIC and its like; other files of this family are films. */
const isOtherImage = (brands: string) => /hei[cxms]|hev[cx]|mif1|msf1/.test(brands);

/** The boxes of a part of the file; null if one reaches beyond it. */
function boxesIn(view: DataView, from: number, to: number): Box[] | null {
  const boxes: Box[] = [];
  for (let at = from; at < to;) {
    if (at + 8 > to || boxes.length > 1_000) return null;
    const given = view.getUint32(at);
    // 0: it reaches to the end. 1: its size follows in eight bytes, which no picture needs.
    const size = given === 0 ? to - at : given;
    if (size < 8 || at + size > to) return null;
    const kind = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
    boxes.push({ kind, from: at + 8, to: at + size });
    at += size;
  }
  return boxes;
}
