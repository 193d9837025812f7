/** What an image is for. */
export const imageUses = ["poster", "banner", "free"] as const;
export type ImageUse = (typeof imageUses)[number];

/** What an upload may be. The screen checks it before it sends, and the Worker before it decodes. */
export const bytesMax = 10 * 1024 * 1024;
export const pixelsMax = 50_000_000;
export const sideMax = 12_000;

/** The widest image that is kept. */
const widest = 1_920;
/** An image larger than this is made smaller before it is cropped. */
export const croppedFrom = { width: 3_000, height: 4_000 } as const;

/** The size within which an image is decoded, so that its crop has all the pixels that are kept, and not many more. */
export const decodedWithin = (crop: { width: number }): { width: number; height: number } => ({
  width: Math.min(croppedFrom.width, Math.ceil(widest / crop.width)),
  height: croppedFrom.height,
});

/** The smallest part of an image that can be used, in pixels. */
export const leastSize: Record<ImageUse, { width: number; height: number }> = {
  poster: { width: 600, height: 800 },
  banner: { width: 960, height: 540 },
  free: { width: 200, height: 200 },
};

/** Width divided by height; null if an image keeps its own. */
export const ratioOf: Record<ImageUse, number | null> = {
  poster: 3 / 4,
  banner: 16 / 9,
  free: null,
};

/** The length of an alternative text. */
export const altMax = 250;
