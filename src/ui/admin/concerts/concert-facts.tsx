import type { AdminConcert } from "../../../contract/admin/changes/concert-changes.ts";
import { local, words } from "../../state/language.ts";

/** The texts and facts of a concert as fans read them. */
export function ConcertFacts({ concert }: { concert: AdminConcert }) {
  const w = words().adminConcerts;
  const { ageLimit, runningMinutes, notice } = concert;
  const facts: [string, string][] = [
    [w.artist, local(concert.artist)],
    [w.description, local(concert.description)],
    [w.notice, notice === null ? w.none : local(notice)],
    [w.ageLimit, ageLimit === null ? w.none : String(ageLimit)],
    [w.runningMinutes, runningMinutes === null ? w.none : String(runningMinutes)],
  ];
  return (
    <section class="adm__card" aria-labelledby="concert-facts">
      <h2 id="concert-facts">{w.facts}</h2>
      <dl class="ccs__facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt class="t-14 c-2">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
