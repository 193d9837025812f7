import fc from "fast-check";
import { expect, it } from "vitest";
import { type ImageUse, imageUses, leastSize, ratioOf } from "../../../contract/images/limits.ts";
import {
  isTooSmall,
  largestCrop,
  moved,
  pixelsOf,
  wholeImage,
  zoomed,
  zoomMax,
  zoomOf,
} from "./crop.ts";

const side = fc.integer({ min: 200, max: 12_000 });
const size = fc.record({ width: side, height: side });
const use = fc.constantFrom<ImageUse>(...imageUses);
const step = fc.oneof(
  fc.record({
    dx: fc.double({ min: -2, max: 2, noNaN: true }),
    dy: fc.double({ min: -2, max: 2, noNaN: true }),
  }),
  fc.record({ zoom: fc.double({ min: 1, max: 20, noNaN: true }) }),
);

it("[IG30] a crop stays within the image and keeps the ratio of its use, however it is moved and zoomed", () => {
  fc.assert(
    fc.property(size, use, fc.array(step, { maxLength: 20 }), (image, wanted, steps) => {
      const largest = largestCrop(image, wanted);
      let crop = largest;
      for (const each of steps)
        crop = "zoom" in each ? zoomed(crop, largest, each.zoom) : moved(crop, each.dx, each.dy);
      const { x, y, width, height } = crop;
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9);
      const ratio = ratioOf[wanted] ?? image.width / image.height;
      expect((image.width * width) / (image.height * height)).toBeCloseTo(ratio, 6);
    }),
  );
});

it("[IG30] a crop can be zoomed in as long as enough pixels are left", () => {
  const image = { width: 2_400, height: 2_400 };
  const largest = largestCrop(image, "poster");
  expect(largest).toEqual({ x: 0.125, y: 0, width: 0.75, height: 1 });
  const most = zoomMax(image, largest, "poster");
  expect(most).toBe(3);
  const crop = zoomed(largest, largest, most);
  expect(zoomOf(crop, largest)).toBeCloseTo(3);
  expect(pixelsOf(image, crop)).toEqual(leastSize.poster);
  expect([isTooSmall(image, crop, "poster"), isTooSmall(image, crop, "banner")]).toEqual([
    false,
    true,
  ]);
  expect(isTooSmall({ width: 500, height: 800 }, wholeImage, "poster")).toBe(true);
  // No more is kept than the widest image has, and of a larger image no more than it is cropped from.
  const large = { width: 6_000, height: 6_000 };
  expect(pixelsOf(large, wholeImage)).toEqual({ width: 1_920, height: 1_920 });
  expect(pixelsOf(large, { x: 0, y: 0, width: 0.25, height: 0.25 })).toEqual({
    width: 750,
    height: 750,
  });
});
