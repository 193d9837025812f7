import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { altMax, type ImageUse, ratioOf } from "../../../contract/images/limits.ts";
import type { UploadedImage } from "../../../contract/images/uploads.ts";
import { uploadImage } from "../../api/images.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import type { Crop } from "./crop.ts";
import { ImageCropper } from "./image-cropper.tsx";
import type { Chosen } from "./picture-file.ts";
import { ThemePreview } from "./theme-preview.tsx";

type ImageFormProps = {
  chosen: Chosen;
  use: ImageUse;
  onCrop: (crop: Crop) => void;
  onUploaded: (image: UploadedImage) => void;
  onCancel: () => void;
};

/** What an image needs before it is uploaded: its visible part, and what it shows in both languages. */
export function ImageForm({ chosen, use, onCrop, onUploaded, onCancel }: ImageFormProps) {
  const w = words().adminImages;
  const alt = useSignal({ ko: "", en: "" });
  const isTold = useSignal(false);
  const progress = useSignal<number | null>(null);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const abort = useRef(new AbortController());
  const area = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => () => abort.current.abort(), []);

  const upload = async () => {
    if (progress.value !== null) return;
    const texts = { ko: alt.value.ko.trim(), en: alt.value.en.trim() };
    isTold.value = true;
    if (texts.ko === "" || texts.en === "") {
      const missing = texts.ko === "" ? "ko" : "en";
      area.current?.querySelector<HTMLInputElement>(`input[lang=${missing}]`)?.focus();
      return;
    }
    progress.value = 0;
    refusal.value = undefined;
    const { signal } = abort.current;
    try {
      const { file, crop } = chosen;
      const onProgress = (share: number) => (progress.value = share);
      const image = await uploadImage({ file, use, alt: texts, crop }, { signal, onProgress });
      showToast({ text: w.uploaded });
      onUploaded(image);
    } catch (thrown) {
      if (!signal.aborted) refusal.value = asApiError(thrown);
    }
    progress.value = null;
  };
  // It may stand within another form, which Enter is not to send.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    void upload();
  };
  const isMissing = isTold.value && Object.values(alt.value).some((text) => text.trim() === "");
  const isBusy = progress.value !== null;
  return (
    <div class="img__form" ref={area}>
      {ratioOf[use] === null ? null : <ImageCropper {...{ chosen, use, onCrop }} />}
      <div class="img__beside">
        <p class="label">{w.preview}</p>
        <ThemePreview src={chosen.url} crop={chosen.crop} size={chosen.size} use={use} />
        {(["ko", "en"] as const).map((lang) => (
          <div class="field" key={lang}>
            <label for={`${id}-${lang}`}>{lang === "ko" ? w.altKo : w.altEn}</label>
            <input
              class="input"
              id={`${id}-${lang}`}
              type="text"
              lang={lang}
              required
              maxLength={altMax}
              value={alt.value[lang]}
              aria-invalid={isTold.value && alt.value[lang].trim() === ""}
              aria-describedby={`${id}-help`}
              onInput={({ currentTarget }) =>
                (alt.value = { ...alt.value, [lang]: currentTarget.value })
              }
              onKeyDown={onKeyDown}
            />
          </div>
        ))}
        <p class={isMissing ? "error" : "help"} id={`${id}-help`}>
          {isMissing ? w.altMissing : w.altHelp}
        </p>
        <ProblemNote error={refusal.value} />
        {progress.value === null ? null : (
          <div class="img__progress" role="status">
            <progress value={progress.value} aria-label={w.uploading} />
            <span>{progress.value < 1 ? w.uploading : w.encoding}</span>
          </div>
        )}
        <div class="img__acts">
          <button
            class="btn btn--primary btn--sm"
            type="button"
            aria-busy={isBusy}
            onClick={() => void upload()}
          >
            {w.upload}
          </button>
          <button class="btn btn--quiet btn--sm" type="button" onClick={onCancel}>
            {w.cancel}
          </button>
        </div>
      </div>
    </div>
  );
}
