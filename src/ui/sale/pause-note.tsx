import type { ReadonlySignal } from "@preact/signals";
import { Icon } from "../components/icon.tsx";
import { local, words } from "../state/language.ts";
import type { Pause } from "./pause.ts";

type PauseNoteProps = { pause: ReadonlySignal<Pause | null>; canPay?: boolean };

/** Shows that the sale is paused, with the organizer's notice, and whether held seats can be paid for meanwhile. */
export function PauseNote({ pause, canPay = false }: PauseNoteProps) {
  const paused = pause.value;
  const w = words().pause;
  return (
    <div role="status">
      {paused ? (
        <div class="note note--warn">
          <Icon name="pause" />
          <p>
            <b>{w.title}</b> {paused.notice ? local(paused.notice) : w.text}
            {canPay ? ` ${w.canPay}` : null}
          </p>
        </div>
      ) : null}
    </div>
  );
}
