import { narrowestOf } from "../../contract/images/addresses.ts";
import type { Suggestions } from "../../contract/catalog/suggestions.ts";
import { local } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { Icon, type IconName } from "../components/icon.tsx";

type Group = keyof Suggestions;
/** One suggestion and its link. */
export type Suggested = {
  group: Group;
  to: string;
  name: string;
  about: string;
  poster: string | null;
};

const icons: Record<Group, IconName> = { concerts: "ticket", artists: "person", venues: "pin" };

export const searchFor = (text: string): string =>
  `/concerts?${new URLSearchParams({ q: text }).toString()}`;

/** In the order of the arrow keys. */
export function inOrder({ concerts, artists, venues }: Suggestions): Suggested[] {
  const w = words().search;
  return [
    ...concerts.map(({ slug, title, artist, poster, venue }) => ({
      group: "concerts" as const,
      to: `/concerts/${slug}`,
      name: local(title),
      about: `${local(artist)} · ${local(venue)}`,
      poster,
    })),
    ...artists.map(({ name, concerts: total }) => ({
      group: "artists" as const,
      to: searchFor(local(name)),
      name: local(name),
      about: w.shows(total),
      poster: null,
    })),
    ...venues.map(({ name, city, concerts: total }) => ({
      group: "venues" as const,
      to: searchFor(local(name)),
      name: local(name),
      about: `${local(city)} · ${w.shows(total)}`,
      poster: null,
    })),
  ];
}

/** The listbox of the combobox: options in groups, each group with its name. */
export function SearchOptions({ id, items, active, onChoose }: SearchOptionsProps) {
  const w = words().search;
  const groups = Map.groupBy(
    items.map((item, index) => ({ item, index })),
    ({ item }) => item.group,
  );
  return (
    <div role="listbox" id={`${id}-list`} aria-label={w.suggestions}>
      {[...groups].map(([group, members]) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <p class="search__group" id={`${id}-${group}`} role="presentation">
            {w.groups[group]}
          </p>
          {members.map(({ item, index }) => (
            <div
              key={item.to}
              id={`${id}-${index}`}
              role="option"
              class="search__option"
              aria-selected={index === active}
              // The input keeps the focus: a pressed option must not take it before the click arrives.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(item.to)}
            >
              {item.poster === null ? (
                <span class="search__icon">
                  <Icon name={icons[group]} size={20} />
                </span>
              ) : (
                <img src={narrowestOf(item.poster)} alt="" width={36} height={48} />
              )}
              <span>
                <b>{item.name}</b>
                <span class="t-14 c-3">{item.about}</span>
              </span>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

type SearchOptionsProps = {
  id: string;
  items: Suggested[];
  active: number;
  onChoose: (to: string) => void;
};
