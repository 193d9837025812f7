import type { WaitlistEntry } from "../../contract/sale/waitlist.ts";
import { count } from "../i18n/format.ts";
import { language, words } from "../state/language.ts";
import { Icon } from "../components/icon.tsx";
import { When } from "../components/when.tsx";

/** The position in line, as exactly as it can be known. */
export function WaitlistPosition({ entry }: { entry: WaitlistEntry }) {
  const w = words().waitlist;
  return (
    <div class="stack-2" role="status">
      <p class="row row--wrap">
        <span class={`badge badge--box ${badges[entry.state]}`}>
          <Icon name={entry.state === "waiting" ? "clock" : "ticket"} size={16} />
          {w.state[entry.state]}
        </span>
        {entry.ahead ? <b>{aheadText(entry.ahead)}</b> : null}
      </p>
      {entry.missed > 0 && entry.state === "waiting" ? (
        <p class="help">{w.missed(entry.missed)}</p>
      ) : null}
      {entry.state === "waiting" ? (
        <p class="help">
          {w.until} <When time={entry.closesAt} timeZone={entry.venue.timeZone} />
        </p>
      ) : null}
    </div>
  );
}

const badges: Record<WaitlistEntry["state"], string> = {
  waiting: "badge--soon",
  offered: "badge--open",
  bought: "badge--open",
  missed: "badge--out",
  closed: "badge--out",
};

function aheadText({ from, to }: NonNullable<WaitlistEntry["ahead"]>): string {
  const w = words().waitlist;
  const number = (of: number) => count(of, language.value);
  if (to === 0) return w.first;
  return to === null ? w.aheadMany(number(from - 1)) : w.ahead(number(from), number(to));
}
