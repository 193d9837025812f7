import type { ComponentChildren } from "preact";
import type { Concert, Schedule } from "../../contract/catalog/concerts.ts";
import { local, words } from "../state/language.ts";
import { Icon } from "../components/icon.tsx";
import { LanguageSwitch, ThemeSwitch } from "../frame/switches.tsx";
import { When } from "../components/when.tsx";

/** The purchase bar: the show, one way back, and room for the clock. */
export function BuyingBar({ schedule, concert, back, children }: BuyingBarProps) {
  const w = words().buying;
  const home = concert ? `/concerts/${concert.slug}` : "/";
  return (
    <header class="appbar buying">
      <div class="buying__in">
        <a class="icon-btn" href={back?.href ?? home} aria-label={back?.label ?? w.leave}>
          <Icon name={back ? "back" : "close"} />
        </a>
        <div class="grow buying__what">
          <b>{concert ? local(concert.title) : "Frontrow"}</b>
          {schedule && concert ? (
            <span class="t-12 c-3">
              <When time={schedule.startsAt} timeZone={concert.venue.timeZone} /> ·{" "}
              {local(concert.venue.name)}
            </span>
          ) : null}
        </div>
        {children}
        <span class="row hide-s">
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
      </div>
    </header>
  );
}

type BuyingBarProps = {
  schedule: Schedule | undefined;
  concert: Concert | undefined;
  back?: { href: string; label: string };
  children?: ComponentChildren;
};
