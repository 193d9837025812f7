import { type ImageUse, ratioOf } from "../../../contract/images/limits.ts";
import { words } from "../../state/language.ts";
import type { Crop, Size } from "./crop.ts";

type CroppedProps = { src: string; crop: Crop; size: Size | null; use: ImageUse; alt?: string };

/** The part of an image within its crop, as wide as its place. */
export function Cropped({ src, crop, size, use, alt = "" }: CroppedProps) {
  const { x, y, width, height } = crop;
  const own = size ? (size.width * width) / (size.height * height) : null;
  const ratio = ratioOf[use] ?? own;
  const isWhole = width === 1 && height === 1;
  return (
    <div class="img__frame" style={ratio === null ? {} : { aspectRatio: String(ratio) }}>
      <img
        src={src}
        alt={alt}
        draggable={false}
        class={isWhole ? "img__whole" : ""}
        style={
          isWhole
            ? {}
            : {
                width: `${100 / width}%`,
                height: `${100 / height}%`,
                left: `${(-100 * x) / width}%`,
                top: `${(-100 * y) / height}%`,
              }
        }
      />
    </div>
  );
}

/** The image as fans will see it, on a light and on a dark screen. */
export function ThemePreview(image: CroppedProps) {
  const w = words().adminImages;
  return (
    <div class="img__themes">
      <figure class="img__theme img__theme--light">
        <Cropped {...image} />
        <figcaption>{w.light}</figcaption>
      </figure>
      <figure class="img__theme img__theme--dark">
        <Cropped {...image} alt="" />
        <figcaption>{w.dark}</figcaption>
      </figure>
    </div>
  );
}
