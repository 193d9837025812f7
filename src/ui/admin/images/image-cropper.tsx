import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { ImageUse } from "../../../contract/images/limits.ts";
import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";
import { type Crop, largestCrop, moved, pixelsOf, zoomed, zoomMax, zoomOf } from "./crop.ts";
import type { Chosen } from "./picture-file.ts";
import { Cropped } from "./theme-preview.tsx";

type ImageCropperProps = { chosen: Chosen; use: ImageUse; onCrop: (crop: Crop) => void };

const zoomStep = 1.1;
/** Shares of the visible part. */
const step = { fine: 0.02, coarse: 0.1 };

/** Chooses the visible part of an image by dragging it or with the keyboard. */
export function ImageCropper({ chosen, use, onCrop }: ImageCropperProps) {
  const w = words().adminImages;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const { url, size, crop } = chosen;
  const largest = largestCrop(size, use);
  const most = zoomMax(size, largest, use);
  const zoom = zoomOf(crop, largest);
  const zoomTo = (wanted: number) =>
    onCrop(zoomed(crop, largest, Math.min(Math.max(wanted, 1), most)));
  // The image moves, and so the crop moves the other way.
  const move = (dx: number, dy: number) => onCrop(moved(crop, dx * crop.width, dy * crop.height));

  useLayoutEffect(() => frame.current?.focus({ preventScroll: true }), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? step.coarse : step.fine;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => move(by, 0),
      ArrowRight: () => move(-by, 0),
      ArrowUp: () => move(0, by),
      ArrowDown: () => move(0, -by),
      "+": () => zoomTo(zoom * zoomStep),
      "=": () => zoomTo(zoom * zoomStep),
      "-": () => zoomTo(zoom / zoomStep),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const onPointerMove = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const { currentTarget: box } = event;
    if (!box.hasPointerCapture(event.pointerId)) return;
    const { width, height } = box.getBoundingClientRect();
    move(-event.movementX / width, -event.movementY / height);
  };
  const kept = pixelsOf(size, crop);
  return (
    <div class="img__cropper">
      <div
        ref={frame}
        class="img__crop"
        // Arrows belong to it and not to a screen reader.
        role="application"
        tabIndex={0}
        aria-label={w.part}
        aria-describedby={`${id}-help`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      >
        <Cropped src={url} crop={crop} size={size} use={use} />
      </div>
      <div class="img__zoom">
        <button
          class="icon-btn"
          type="button"
          aria-label={w.zoomOut}
          disabled={zoom <= 1.001}
          onClick={() => zoomTo(zoom / zoomStep)}
        >
          <Icon name="minus" size={20} />
        </button>
        <input
          type="range"
          aria-label={w.zoom}
          min={1}
          max={most}
          step={0.01}
          value={zoom}
          disabled={most <= 1.001}
          aria-valuetext={`${Math.round(zoom * 100)}%`}
          onInput={({ currentTarget }) => zoomTo(Number(currentTarget.value))}
        />
        <button
          class="icon-btn"
          type="button"
          aria-label={w.zoomIn}
          disabled={zoom >= most - 0.001}
          onClick={() => zoomTo(zoom * zoomStep)}
        >
          <Icon name="plus" size={20} />
        </button>
      </div>
      <p class="help" id={`${id}-help`}>
        {w.partHelp} <span aria-live="polite">{w.kept(kept.width, kept.height)}</span>
      </p>
    </div>
  );
}
