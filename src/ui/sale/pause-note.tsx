import type { ReadonlySignal } from "@preact/signals";
import { Icon } from "../components/icon.tsx";
import { local, words } from "../state/language.ts";
import type { Pause } from "./pause.ts";

/** Shows that the sale is paused, with the organizer's notice. */
export function PauseNote({ pause }: { pause: ReadonlySignal<Pause | null> }) {
  const paused = pause.value;
  const w = words().pause;
  return (
    <div role="status">
      {paused ? (
        <div class="note note--warn">
          <Icon name="pause" />
          <p>
            <b>{w.title}</b> {paused.notice ? local(paused.notice) : w.text}
          </p>
        </div>
      ) : null}
    </div>
  );
}
