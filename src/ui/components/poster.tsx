/** A poster in its 3:4 frame. Beside the title it needs no alt text. */
export function Poster({ src, alt = "", isFirst = false }: PosterProps) {
  return (
    <div class="poster">
      <img
        src={src}
        alt={alt}
        width={600}
        height={800}
        loading={isFirst ? "eager" : "lazy"}
        fetchpriority={isFirst ? "high" : "auto"}
        decoding="async"
      />
    </div>
  );
}

type PosterProps = { src: string; alt?: string; isFirst?: boolean };
