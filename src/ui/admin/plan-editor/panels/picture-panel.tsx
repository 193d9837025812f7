import { useSignal } from "@preact/signals";
import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { choosePicture, removePicture } from "../state/background.ts";
import { Line, NumberInput } from "../groups/fields.tsx";

/** The picture to draw by: chosen from a file, made paler, and scaled by two points whose distance is known. */
export function PicturePanel({ studio }: { studio: Studio }) {
  const { editor, options } = studio;
  const w = words().planEditor.picture;
  const { background } = editor.plan.value;
  const fault = useSignal("");
  const isLocked = !editor.canEdit.value;
  const points = options.measured.value;
  const set = (change: Partial<NonNullable<typeof background>>) => {
    if (background) editor.do({ kind: "plan", background: { ...background, ...change } });
  };
  return (
    <>
      <label class="btn btn--secondary btn--sm pe__file">
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp,image/svg+xml"
          disabled={isLocked}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file)
              void choosePicture(studio, file).then(
                (isGood) => (fault.value = isGood ? "" : w.unusable),
              );
          }}
        />
        {background ? w.another : w.choose}
      </label>
      {fault.value ? (
        <p class="error" role="alert">
          {fault.value}
        </p>
      ) : null}
      <p class="help">{w.kept}</p>
      {background ? (
        <>
          {studio.picture.value ? null : <p class="help c-warn">{w.elsewhere}</p>}
          <Line label={w.opacity} id="picture-opacity">
            <input
              id="picture-opacity"
              type="range"
              min={0}
              max={100}
              step={5}
              value={background.opacity}
              disabled={isLocked}
              aria-valuetext={`${background.opacity}%`}
              onChange={(event) => set({ opacity: Number(event.currentTarget.value) })}
            />
          </Line>
          <Line label={w.position}>
            <span class="pe__two">
              <NumberInput
                id="picture-x"
                label={`${w.position} x`}
                unit="x"
                value={background.at[0]}
                min={-100_000}
                max={100_000}
                disabled={isLocked}
                onValue={(x) => set({ at: [x, background.at[1]] })}
              />
              <NumberInput
                id="picture-y"
                label={`${w.position} y`}
                unit="y"
                value={background.at[1]}
                min={-100_000}
                max={100_000}
                disabled={isLocked}
                onValue={(y) => set({ at: [background.at[0], y] })}
              />
            </span>
          </Line>
          <p class="help">{points.length < 2 ? w.measure(points.length) : w.howFar}</p>
          {points.length === 2 ? <Distance studio={studio} /> : null}
          <button
            class="btn btn--secondary btn--sm pe__more"
            type="button"
            disabled={isLocked}
            onClick={() => void removePicture(studio)}
          >
            {w.remove}
          </button>
        </>
      ) : null}
    </>
  );
}

function Distance({ studio }: { studio: Studio }) {
  const { editor, options } = studio;
  const w = words().planEditor.picture;
  const [a, b] = options.measured.value;
  if (!a || !b) return null;
  const now = Math.round(Math.hypot(b[0] - a[0], b[1] - a[1]));
  return (
    <Line label={w.distance} id="picture-distance">
      <NumberInput
        id="picture-distance"
        label={w.distance}
        unit="cm"
        value={now}
        min={1}
        max={200_000}
        onValue={(cm) => {
          const points: [[number, number], [number, number]] = [
            [a[0], a[1]],
            [b[0], b[1]],
          ];
          if (!editor.do({ kind: "scale", points, cm })) return;
          options.measured.value = [];
          studio.sketch({});
          editor.say(w.scaled(cm));
        }}
      />
    </Line>
  );
}
