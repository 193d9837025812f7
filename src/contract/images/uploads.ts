import { z } from "@hono/zod-openapi";
import { altMax, imageUses } from "./limits.ts";

export const ImageUse = z.enum(imageUses).meta({
  id: "ImageUse",
  description:
    "What an image is for: a poster is 3:4, a banner 16:9, and the others are as they are",
});
const altText = z.string().trim().min(1).max(altMax);
export const AltText = z
  .strictObject({ ko: altText, en: altText })
  .meta({ id: "AltText", description: "What the image shows, for those who cannot see it" });

const part = z.number().min(0).max(1);
const size = z.number().gt(0).max(1);
export const Crop = z
  .strictObject({ x: part, y: part, width: size, height: size })
  .refine(({ x, y, width, height }) => x + width <= 1.000_001 && y + height <= 1.000_001, {
    message: "must lie within the image",
  })
  .meta({
    id: "Crop",
    description:
      "The part to keep, in shares of the upright image: {x: 0, y: 0, width: 1, height: 1} is all of it",
  });
export type Crop = z.infer<typeof Crop>;

/** A part of a form that is JSON. */
const jsonPart = <T extends z.ZodType>(schema: T, description: string) =>
  z
    .string()
    .max(4_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: "custom", message: "must be JSON" });
        return z.NEVER;
      }
    })
    .pipe(schema)
    .meta({ description, contentMediaType: "application/json" });

export const UploadImage = z
  .strictObject({
    file: z
      .custom<File>((given) => given instanceof File, "must be a file")
      .meta({
        type: "string",
        format: "binary",
        description: "JPEG, PNG, WebP or AVIF, at most 10 MiB and 50 megapixels",
      }),
    use: ImageUse,
    alt: jsonPart(AltText, "JSON of what the image shows, `{ko, en}`, for those who cannot see it"),
    crop: jsonPart(
      Crop,
      "JSON of the part to keep, `{x, y, width, height}` in shares of the upright image",
    ).optional(),
  })
  .meta({ id: "UploadImage" });
export type UploadImage = z.infer<typeof UploadImage>;

const path = z.string();
export const UploadedImage = z
  .strictObject({
    id: z.string().meta({ description: "SHA-256 of the organization, the file and the crop" }),
    width: z.int(),
    height: z.int(),
    color: z.string().meta({ description: "The average color", example: "#2b4c7e" }),
    alt: AltText,
    path: path.meta({ description: "What a concert names as its poster: the widest WebP" }),
    paths: z.array(z.strictObject({ width: z.int(), webp: path, avif: path })),
  })
  .meta({ id: "UploadedImage" });
export type UploadedImage = z.infer<typeof UploadedImage>;
