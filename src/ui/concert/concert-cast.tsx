import type { CastMember } from "../../contract/catalog/cast.ts";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import { local } from "../state/language.ts";

type Props = { cast: readonly CastMember[]; chosen: Schedule | undefined };

/** Who plays: on the chosen date where it says so, else the whole cast. */
export function Cast({ cast, chosen }: Props) {
  const ids = chosen?.castIds;
  const shown = ids ? cast.filter(({ id }) => ids.includes(id)) : cast;
  return (
    <ul class="cast">
      {shown.map(({ id, role, name }) => (
        <li key={id}>
          <b>{local(name)}</b>
          {local(role) === "" ? null : <span class="c-2">{local(role)}</span>}
        </li>
      ))}
    </ul>
  );
}
