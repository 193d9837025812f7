import { plainPathOf, srcsetOf } from "../../contract/images/addresses.ts";

/** How wide posters are in the lists of concerts: two, three or four in a row. */
const inLists = "(min-width: 1024px) 264px, (min-width: 700px) 30vw, 45vw";

/** A poster in its 3:4 frame. Beside the title it needs no alt text. `sizes` is how wide it is drawn. */
export function Poster({ src, alt = "", isFirst = false, sizes = inLists }: PosterProps) {
  const avif = srcsetOf(src, "avif");
  const image = (
    <img
      src={plainPathOf(src) ?? src}
      alt={alt}
      width={600}
      height={800}
      loading={isFirst ? "eager" : "lazy"}
      fetchpriority={isFirst ? "high" : "auto"}
      decoding="async"
    />
  );
  return (
    <div class="poster">
      {avif === null ? (
        image
      ) : (
        <picture>
          <source type="image/avif" srcset={avif} sizes={sizes} />
          <source type="image/webp" srcset={srcsetOf(src, "webp") ?? ""} sizes={sizes} />
          {image}
        </picture>
      )}
    </div>
  );
}

type PosterProps = { src: string; alt?: string; isFirst?: boolean; sizes?: string };
