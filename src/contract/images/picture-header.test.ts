import { expect, it } from "vitest";
import sharp from "sharp";
import { readPicture } from "./picture-header.ts";

const made = sharp({
  create: { width: 321, height: 123, channels: 4, background: { r: 1, g: 2, b: 3, alpha: 0.5 } },
});
const size = { width: 321, height: 123 };

it("[IG12] the header of a file gives its type and size without decoding it", async () => {
  const files = {
    "image/jpeg": [made.clone().jpeg(), made.clone().jpeg({ progressive: true })],
    "image/png": [made.clone().png(), made.clone().png({ palette: true })],
    "image/webp": [
      made.clone().webp(),
      made.clone().flatten().webp(),
      made.clone().webp({ lossless: true }),
    ],
    "image/avif": [made.clone().avif({ effort: 0 })],
  };
  for (const [type, all] of Object.entries(files))
    for (const file of all) {
      const bytes = new Uint8Array(await file.toBuffer());
      expect(readPicture(bytes)).toEqual({ type, ...size });
      // No part of a file is a whole image.
      for (let length = 12; length < bytes.length; length += 7)
        expect([type, length, typeof readPicture(bytes.subarray(0, length))]).toEqual([
          type,
          length,
          "string",
        ]);
    }
});

it("[IG12] an animated image, an image of another kind and a file that is no image are told apart", async () => {
  const frames = { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } } as const;
  const two = sharp(
    new Uint8Array(8 * 16 * 3).map((_, index) => index),
    frames,
  );
  const webp = await two
    .clone()
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
  expect(readPicture(new Uint8Array(webp))).toBe("animated");
  expect(readPicture(new Uint8Array(await two.clone().gif().toBuffer()))).toBe("other-format");
  expect(readPicture(new Uint8Array(await made.clone().tiff().toBuffer()))).toBe("other-format");
  for (const text of ["<svg/>", '<?xml version="1.0"?>\n<!-- a --><svg viewBox="0 0 1 1">'])
    expect(readPicture(new TextEncoder().encode(text))).toBe("other-format");
  for (const text of ["", "RIFF", "hello", "\0\0\0 ftypisom\0\0\0\0isommp42"])
    expect(readPicture(new TextEncoder().encode(text))).toMatch(/^(no-image|damaged)$/);
});
