import "./image-field.css";
import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { type ImageUse, leastSize } from "../../../contract/images/limits.ts";
import type { LocalText } from "../../../contract/money/money.ts";
import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";
import { ImageDrop } from "./image-drop.tsx";
import type { ImageForm } from "./image-form.tsx";
import type { Chosen, FileFault } from "./picture-file.ts";
import { UsedImage } from "./used-image.tsx";

type ImageFieldProps = {
  label: string;
  /** The path of the image, as it is kept in a document; null without one. */
  value: string | null;
  /** What the image shows, if that is known. */
  alt?: LocalText;
  /** Called with a new path and what the image shows, or with null and empty texts when it was removed. */
  onChange: (value: string | null, alt: LocalText) => void;
  ratio: ImageUse;
  isOptional?: boolean;
  /** It can be replaced, but not removed. */
  isNeeded?: boolean;
  isDisabled?: boolean;
};

/** A field for one image: choose, drop or paste it, crop it, say what it shows, upload, replace and remove it. */
export function ImageField({ label, value, alt, onChange, ratio, ...is }: ImageFieldProps) {
  const chosen = useSignal<Chosen | null>(null);
  const fault = useSignal<FileFault | "offline" | null>(null);
  // What is needed only once somebody has chosen a file loads then.
  const Form = useRef<typeof ImageForm | null>(null);
  const isReading = useSignal(false);
  const isOver = useSignal(false);
  const field = useRef<HTMLFieldSetElement>(null);
  const faultId = useId();
  const { isDisabled = false, isNeeded = false } = is;

  const drop = () => {
    if (chosen.peek()) URL.revokeObjectURL(chosen.peek()?.url ?? "");
    chosen.value = null;
  };
  useEffect(() => drop, []);

  const read = async (file: File | null | undefined) => {
    if (!file || isReading.value || isDisabled) return;
    isReading.value = true;
    fault.value = null;
    const found = await loaded()
      .then(({ form, readChosen }) => {
        Form.current = form;
        return readChosen(file, ratio);
      })
      .catch(() => "offline" as const);
    isReading.value = false;
    if (found === "offline" || "kind" in found) {
      fault.value = found;
      return;
    }
    drop();
    chosen.value = found;
  };
  const focusLater = (selector: string) =>
    requestAnimationFrame(() => field.current?.querySelector<HTMLElement>(selector)?.focus());
  const change = (path: string | null, texts: LocalText) => {
    drop();
    onChange(path, texts);
    focusLater("input[type=file]");
  };

  const w = words().adminImages;
  return (
    <fieldset
      ref={field}
      class={`img img--${ratio}`}
      disabled={isDisabled}
      data-over={isOver.value}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) isOver.value = false;
      }}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        void read(event.dataTransfer?.files[0]);
      }}
      onPaste={(event) => {
        const file = event.clipboardData?.files[0];
        if (!file) return;
        event.preventDefault();
        void read(file);
      }}
    >
      <legend class="label">
        {label}
        {is.isOptional ? <span class="opt"> · {w.optional}</span> : null}
      </legend>
      {chosen.value && Form.current ? (
        <Form.current
          key={chosen.value.url}
          chosen={chosen.value}
          use={ratio}
          onCrop={(crop) => {
            if (chosen.value) chosen.value = { ...chosen.value, crop };
          }}
          onUploaded={({ path, alt: texts }) => change(path, texts)}
          onCancel={() => {
            drop();
            focusLater("input[type=file]");
          }}
        />
      ) : value === null ? (
        <ImageDrop
          use={ratio}
          isReading={isReading.value}
          isOver={isOver.value}
          describedBy={fault.value ? faultId : undefined}
          onFile={(file) => void read(file)}
        />
      ) : (
        <UsedImage
          path={value}
          alt={alt}
          use={ratio}
          onFile={(file) => void read(file)}
          onRemove={isNeeded ? null : () => change(null, { ko: "", en: "" })}
        />
      )}
      <p class="error" id={faultId} role="alert">
        {fault.value ? (
          <>
            <Icon name="alert" size={16} />
            <span>{faultText(fault.value, ratio)}</span>
          </>
        ) : null}
      </p>
    </fieldset>
  );
}

async function loaded() {
  const [form, file] = await Promise.all([import("./image-form.tsx"), import("./picture-file.ts")]);
  return { form: form.ImageForm, readChosen: file.readChosen };
}

const number = (value: number) => value.toLocaleString("en");

function faultText(fault: FileFault | "offline", use: ImageUse): string {
  const w = words().adminImages;
  if (fault === "offline") return words().problem.offline;
  if (fault.kind === "too-heavy") return w.tooHeavy((fault.bytes / 1_048_576).toFixed(1));
  if (fault.kind !== "too-small") return w.fault[fault.kind];
  const { width, height } = leastSize[use];
  const sizeText = (one: number, other: number) => `${number(one)} × ${number(other)}`;
  return w.tooSmall(sizeText(fault.size.width, fault.size.height), sizeText(width, height));
}
