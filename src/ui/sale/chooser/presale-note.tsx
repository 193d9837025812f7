import { dayAndHour } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import type { createPause } from "../pause.ts";

/** The time zone is the venue's, once it is known. */
type Props = {
  pause: Pick<ReturnType<typeof createPause>, "now" | "presaleGone">;
  timeZone?: string | undefined;
};

const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Shows inside that the seats of the presale are gone, and when the general sale opens. A pause comes first. */
export function PresaleNote({ pause, timeZone = viewerZone }: Props) {
  const time = pause.presaleGone.value;
  const w = words().presaleGone;
  return (
    <div role="status">
      {time && !pause.now.value ? (
        <div class="note note--warn">
          <p>
            <b>{w.title}</b> {w.text(dayAndHour({ time, timeZone, lang: language.value }))}
          </p>
        </div>
      ) : null}
    </div>
  );
}
