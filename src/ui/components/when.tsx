import { between, day, hour, inPieces, zoneNote } from "../i18n/format.ts";
import { language } from "../state/language.ts";
import { viewerZone } from "../state/viewer-zone.ts";

/** A time by the venue's clock, with the zone if the viewer's clock differs. */
export function When({ time, timeZone }: { time: string; timeZone: string }) {
  const lang = language.value;
  const note = zoneNote({ time, timeZone, lang }, viewerZone.value ?? timeZone);
  return (
    <time class="num" dateTime={time}>
      {inPieces(day({ time, timeZone, lang })) + between(lang)}
      {inPieces(hour({ time, timeZone, lang }))}
      {note === null ? null : <small class="c-3"> ({note})</small>}
    </time>
  );
}
