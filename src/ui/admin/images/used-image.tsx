import { useId } from "preact/hooks";
import type { ImageUse } from "../../../contract/images/limits.ts";
import type { LocalText } from "../../../contract/money/money.ts";
import { local, words } from "../../state/language.ts";
import { FileInput } from "./image-drop.tsx";
import { ThemePreview } from "./theme-preview.tsx";
import { wholeImage } from "./crop.ts";

type UsedImageProps = {
  path: string;
  alt: LocalText | undefined;
  use: ImageUse;
  onFile: (file: File | undefined) => void;
  onRemove: (() => void) | null;
};

/** The image as it is, which can be replaced and removed. */
export function UsedImage({ path, alt, use, onFile, onRemove }: UsedImageProps) {
  const w = words().adminImages;
  const id = useId();
  return (
    <div class="img__used">
      <ThemePreview
        src={path}
        crop={wholeImage}
        size={null}
        use={use}
        alt={alt ? local(alt) : ""}
      />
      {alt ? (
        <dl class="img__alts">
          <dt>{w.altKo}</dt>
          <dd lang="ko">{alt.ko}</dd>
          <dt>{w.altEn}</dt>
          <dd lang="en">{alt.en}</dd>
        </dl>
      ) : null}
      <div class="img__acts">
        <FileInput id={id} onFile={onFile} />
        <label for={id} class="btn btn--secondary btn--sm">
          {w.replace}
        </label>
        {onRemove ? (
          <button class="btn btn--quiet btn--sm" type="button" onClick={onRemove}>
            {w.remove}
          </button>
        ) : null}
      </div>
    </div>
  );
}
