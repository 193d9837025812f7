import type { ComponentChildren } from "preact";
import type { Person } from "../../../contract/admin/people/people.ts";
import { When } from "../../components/when.tsx";
import { local, words } from "../../state/language.ts";
import { Minute } from "../parts/moment.tsx";

type ListProps = { id: string; title: string; none: string; children: ComponentChildren[] };

function List({ id, title, none, children }: ListProps) {
  return (
    <section class="adm__card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children.length === 0 ? <p class="c-2">{none}</p> : <ul class="adm__acts">{children}</ul>}
    </section>
  );
}

export function Waits({ person: { waits } }: { person: Person }) {
  const w = words().peoplePages;
  return (
    <List id="person-waits" title={w.waits} none={w.noWaits}>
      {waits.map(({ scheduleId, title, startsAt, timeZone, seats, state, joinedAt }) => (
        <li key={`${scheduleId} ${joinedAt}`}>
          <a class="semi" href={`/admin/sales/${scheduleId}`}>
            {local(title)}
          </a>{" "}
          <When time={startsAt} timeZone={timeZone} /> · {w.seats(seats)} ·{" "}
          <span class="c-2">{w.waitStates[state]}</span>
        </li>
      ))}
    </List>
  );
}

export function Devices({ person: { devices } }: { person: Person }) {
  const w = words().peoplePages;
  return (
    <List id="person-devices" title={w.devices} none={w.noDevices}>
      {devices.map(({ id, userAgent, lastUsedAt }) => (
        <li key={id}>
          <span class="adm__agent">{userAgent ?? w.unknownDevice}</span> ·{" "}
          <span class="c-2">
            {w.lastUsed} <Minute time={lastUsedAt} />
          </span>
        </li>
      ))}
    </List>
  );
}

export function Messages({ person: { messages } }: { person: Person }) {
  const w = words().peoplePages;
  return (
    <List id="person-messages" title={w.messages} none={w.noMessages}>
      {messages.map(({ id, topic, at, state }) => (
        <li key={id}>
          <code>{topic}</code> · <Minute time={at} /> ·{" "}
          <span class="c-2">{w.messageStates[state]}</span>
        </li>
      ))}
    </List>
  );
}
