import type { CastMember } from "../../contract/catalog/cast.ts";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import { Poster } from "../components/poster.tsx";
import { local } from "../state/language.ts";

type Props = { cast: readonly CastMember[]; chosen: Schedule | undefined };

/** Who plays: on the chosen date where it says so, else the whole cast. */
export function Cast({ cast, chosen }: Props) {
  const ids = chosen?.castIds;
  const shown = ids ? cast.filter(({ id }) => ids.includes(id)) : cast;
  return (
    <ul class="cast">
      {shown.map(({ id, role, name, photo }) => (
        <li key={id}>
          {photo ? <Poster src={photo.path} alt={local(photo.alt)} sizes="9rem" /> : null}
          <b>{local(name)}</b>
          {local(role) === "" ? null : <span class="c-2">{local(role)}</span>}
        </li>
      ))}
    </ul>
  );
}
