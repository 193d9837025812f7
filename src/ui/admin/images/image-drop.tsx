import { useId } from "preact/hooks";
import { type ImageUse, leastSize } from "../../../contract/images/limits.ts";
import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";

type ImageDropProps = {
  use: ImageUse;
  isReading: boolean;
  isOver: boolean;
  describedBy: string | undefined;
  onFile: (file: File | undefined) => void;
};

/** The place to choose an image at, with what is accepted. */
export function ImageDrop({ use, isReading, isOver, describedBy, onFile }: ImageDropProps) {
  const w = words().adminImages;
  const id = useId();
  const { width, height } = leastSize[use];
  return (
    <div class="img__drop">
      <FileInput id={id} describedBy={`${id}-help ${describedBy ?? ""}`.trim()} onFile={onFile} />
      <label for={id} class="btn btn--secondary btn--sm">
        <Icon name="plus" size={20} />
        {w.choose}
      </label>
      <p class="help" id={`${id}-help`}>
        <span class="img__hint">{isReading ? w.reading : isOver ? w.dropHere : w.drop}</span>
        {w.formats}
        <br />
        {w.least(width, height)}
      </p>
    </div>
  );
}

type FileInputProps = {
  id: string;
  describedBy?: string;
  onFile: (file: File | undefined) => void;
};

/** It is drawn as its label, and still takes the focus. */
export function FileInput({ id, describedBy, onFile }: FileInputProps) {
  return (
    <input
      class="img__file"
      id={id}
      type="file"
      accept="image/jpeg,image/png,image/webp,image/avif"
      aria-describedby={describedBy}
      onChange={({ currentTarget: input }) => {
        onFile(input.files?.[0]);
        // The same file can be chosen again.
        input.value = "";
      }}
    />
  );
}
