import type { DateMove } from "../../contract/catalog/date-move.ts";
import { Icon } from "../components/icon.tsx";
import { When } from "../components/when.tsx";
import { day } from "../i18n/format.ts";
import { clock } from "../state/clock.ts";
import { language, local } from "../state/language.ts";
import { words } from "../state/public-words.ts";

type MovedNoteProps = {
  move: DateMove;
  startsAt: string;
  timeZone: string;
  /** The reader has tickets from before the move. */
  isMine?: boolean;
};

/** Says from when to when a date was moved, why, and until when tickets can be given back without a fee. */
export function MovedNote({ move, startsAt, timeZone, isMine = false }: MovedNoteProps) {
  const w = words().concert;
  const untilMs = Date.parse(move.refundUntil);
  // The end of a day is the start of the next one.
  const time = new Date(untilMs - 1).toISOString();
  const lastDay = day({ time, timeZone, lang: language.value });
  const isFree = clock.serverNow() < untilMs;
  const free = isFree ? (isMine ? w.movedMine : w.movedFree)(lastDay) : isMine ? w.movedLate : null;
  return (
    <div class="note note--warn" role="note">
      <Icon name="calendar" />
      <div class="stack-2">
        <p class="semi">
          {w.moved(
            <When time={move.from} timeZone={timeZone} />,
            <When time={startsAt} timeZone={timeZone} />,
          )}
        </p>
        <p>{local(move.reason)}</p>
        {free === null ? null : <p>{free}</p>}
      </div>
    </div>
  );
}
