import {
  croppedFrom,
  decodedWithin,
  type ImageUse,
  leastSize,
  ratioOf,
} from "../../../contract/images/limits.ts";

export type Size = { width: number; height: number };
/** The part of an image to keep, in shares of its width and height. */
export type Crop = Size & { x: number; y: number };

export const wholeImage: Crop = { x: 0, y: 0, width: 1, height: 1 };

/** The largest part in the middle that has the ratio of its use. */
export function largestCrop({ width, height }: Size, use: ImageUse): Crop {
  const ratio = ratioOf[use];
  if (ratio === null) return wholeImage;
  const own = width / height;
  const size = own > ratio ? { width: ratio / own, height: 1 } : { width: 1, height: own / ratio };
  return { x: (1 - size.width) / 2, y: (1 - size.height) / 2, ...size };
}

/** The crop moved by shares of the image, as far as the image reaches. */
export const moved = (crop: Crop, dx: number, dy: number): Crop => ({
  ...crop,
  x: between(crop.x + dx, 1 - crop.width),
  y: between(crop.y + dy, 1 - crop.height),
});

/** The crop at another zoom around the same middle; 1 is the largest. */
export function zoomed(crop: Crop, largest: Crop, zoom: number): Crop {
  const width = largest.width / zoom;
  const height = largest.height / zoom;
  return {
    x: between(crop.x + (crop.width - width) / 2, 1 - width),
    y: between(crop.y + (crop.height - height) / 2, 1 - height),
    width,
    height,
  };
}

export const zoomOf = (crop: Crop, largest: Crop): number => largest.width / crop.width;

/** How far a crop can be zoomed in until too few pixels are left for its use. */
export function zoomMax(size: Size, largest: Crop, use: ImageUse): number {
  const { width, height } = leastSize[use];
  const kept = within(size, largest, croppedFrom);
  return Math.max(1, Math.min(kept.width / width, kept.height / height));
}

export function isTooSmall(size: Size, crop: Crop, use: ImageUse): boolean {
  const { width, height } = pixelsOf(size, crop);
  return width < leastSize[use].width || height < leastSize[use].height;
}

/** The pixels of a crop: the server makes a very large image smaller before it crops it. */
export const pixelsOf = (size: Size, crop: Crop): Size => within(size, crop, decodedWithin(crop));

function within({ width, height }: Size, crop: Crop, most: Size): Size {
  const scale = Math.min(1, most.width / width, most.height / height);
  return {
    width: Math.round(width * scale * crop.width),
    height: Math.round(height * scale * crop.height),
  };
}

const between = (value: number, most: number): number =>
  Math.min(Math.max(value, 0), Math.max(0, most));
