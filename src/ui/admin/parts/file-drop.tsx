import { useSignal } from "@preact/signals";
import { Icon } from "../../components/icon.tsx";

type FileDropProps = {
  /** The class of the page's own style sheet; `is-over` is added while a file is above it. */
  class: string;
  title: string;
  text: string;
  accept: string;
  onFile: (file: File | undefined) => void;
};

/** A place for a file: dropped, or chosen by a press. */
export function FileDrop({ class: name, title, text, accept, onFile }: FileDropProps) {
  const isOver = useSignal(false);
  return (
    <label
      class={`${name} ${isOver.value ? "is-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={() => (isOver.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        onFile(event.dataTransfer?.files[0]);
      }}
    >
      <Icon name="download" size={20} />
      <span>
        <b>{title}</b>
        <br />
        <span class="t-14 c-2">{text}</span>
      </span>
      <input
        class="sr"
        type="file"
        accept={accept}
        onChange={(event) => {
          onFile(event.currentTarget.files?.[0]);
          // The same file again, corrected, has to count as a choice too.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
