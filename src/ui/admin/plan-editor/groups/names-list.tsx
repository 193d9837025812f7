import { Icon } from "../../../components/icon.tsx";
import { words } from "../../../state/language.ts";
import { Group, TextInput } from "./fields.tsx";

type Named = { id: string; name: { ko: string; en: string } };

type NamesListProps = {
  title: string;
  add: string;
  items: readonly Named[];
  isUsed: (id: string) => boolean;
  /** So many have to stay. */
  least: number;
  disabled: boolean;
  onItems: (items: Named[]) => void;
};

/** Levels or gates: each with a name in both languages. */
export function NamesList({ title, add, items, isUsed, least, disabled, onItems }: NamesListProps) {
  const w = words().planEditor.names;
  const change = (id: string, name: Partial<Named["name"]>) =>
    onItems(items.map((one) => (one.id === id ? { ...one, name: { ...one.name, ...name } } : one)));
  return (
    <Group title={title}>
      <ul class="pe__names">
        {items.map(({ id, name }) => (
          <li key={id}>
            <b class="num">{id}</b>
            <TextInput
              id={`${title}-${id}-ko`}
              label={`${title} ${id}, ${w.korean}`}
              lang="ko"
              value={name.ko}
              disabled={disabled}
              onText={(ko) => change(id, { ko })}
            />
            <TextInput
              id={`${title}-${id}-en`}
              label={`${title} ${id}, ${w.english}`}
              lang="en"
              value={name.en}
              disabled={disabled}
              onText={(en) => change(id, { en })}
            />
            <button
              class="icon-btn"
              type="button"
              aria-label={w.removeNamed(id)}
              disabled={disabled || items.length <= least || isUsed(id)}
              onClick={() => onItems(items.filter((one) => one.id !== id))}
            >
              <Icon name="close" size={20} />
            </button>
          </li>
        ))}
      </ul>
      <button
        class="btn btn--ghost btn--sm pe__more"
        type="button"
        disabled={disabled}
        onClick={() => {
          const id = freeId(items);
          onItems([...items, { id, name: { ko: `${title} ${id}`, en: `${title} ${id}` } }]);
        }}
      >
        <Icon name="plus" size={20} />
        {add}
      </button>
    </Group>
  );
}

function freeId(items: readonly Named[]): string {
  for (let number = items.length + 1; ; number++)
    if (!items.some(({ id }) => id === String(number))) return String(number);
}
