import { useSignal } from "@preact/signals";
import type { CastMember } from "../../../../../contract/catalog/cast.ts";
import { local, words } from "../../../../state/language.ts";
import { Check } from "../../fields/value-fields.tsx";

type CastChoiceProps = {
  cast: readonly CastMember[];
  /** Null for the whole cast. */
  chosen: readonly string[] | null;
  onChoose: (ids: string[] | null) => void;
};

/** Who plays: everybody, or some of the cast. */
export function CastChoice({ cast, chosen, onChoose }: CastChoiceProps) {
  const w = words().concertDraft.dates;
  const ids = useSignal(chosen);
  const choose = (next: string[] | null) => {
    ids.value = next;
    onChoose(next);
  };
  const all = cast.map(({ id }) => id);
  return (
    <fieldset class="draft__choices">
      <legend class="label">{w.cast}</legend>
      <Check
        label={w.everybody}
        isOn={ids.value === null}
        onChange={(isOn) => choose(isOn ? null : all)}
      />
      {ids.value === null
        ? null
        : cast.map(({ id, name, role }) => (
            <Check
              key={id}
              label={`${local(name)} · ${local(role)}`}
              isOn={ids.value?.includes(id) === true}
              onChange={(isOn) =>
                choose(all.filter((each) => (each === id ? isOn : ids.value?.includes(each))))
              }
            />
          ))}
    </fieldset>
  );
}
