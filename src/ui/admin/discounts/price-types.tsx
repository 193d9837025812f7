import { useSignal } from "@preact/signals";
import type { PriceType } from "../../../contract/money/price.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Icon } from "../../components/icon.tsx";
import { local, words } from "../../state/language.ts";
import { newId, without } from "../concert-draft/editing/ids.ts";
import { placed } from "../concert-draft/fields/placed.ts";
import { PairField } from "../concert-draft/fields/text-fields.tsx";
import { Table } from "../parts/table.tsx";
import {
  CutFields,
  type Priced,
  ZoneChoice,
  cutText,
  hasFault,
  zonesText,
} from "./discount-fields.tsx";

const blank = (id: string): PriceType => ({
  id,
  name: { ko: "", en: "" },
  zones: null,
  cut: { percent: 30 },
  note: null,
});

type PriceTypesProps = {
  types: readonly PriceType[];
  of: Priced;
  onChange: (types: PriceType[]) => void;
};

/** The kinds of tickets beside the regular one, each with its proof at the door. */
export function PriceTypes({ types, of, onChange }: PriceTypesProps) {
  const w = words().concertDraft.prices;
  const edited = useSignal<PriceType | null>(null);
  const close = () => (edited.value = null);
  return (
    <section class="stack-2" aria-labelledby="price-types" id={placed("/priceTypes")}>
      <div class="draft__bar">
        <h3 id="price-types">{w.types}</h3>
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          onClick={() => (edited.value = blank(newId("type")))}
        >
          <Icon name="plus" size={16} />
          {w.addType}
        </button>
      </div>
      <Table name={w.types} head={[w.typeName, w.value, w.where, w.proof, ""]} isStacked>
        <tr>
          <td class="semi">{w.regular}</td>
          <td class="semi">{w.fullPrice}</td>
          <td>{w.allZones}</td>
          <td class="c-2">{w.noProof}</td>
          <td />
        </tr>
        {types.map((type) => (
          <tr key={type.id}>
            <td class="semi">{local(type.name)}</td>
            <td class="semi num">{cutText(type.cut, of.currency)}</td>
            <td>{zonesText(type.zones, of)}</td>
            <td class={type.note === null ? "c-2" : ""}>
              {type.note === null ? w.noProof : local(type.note)}
            </td>
            <td class="right">
              <button
                class="btn btn--quiet btn--sm"
                type="button"
                aria-label={w.editType(local(type.name))}
                onClick={() => (edited.value = type)}
              >
                {w.edit}
                <Icon name="chevron" size={16} />
              </button>
            </td>
          </tr>
        ))}
      </Table>
      {edited.value ? (
        <TypeDialog
          zones={of.zones}
          type={edited.value}
          isNew={!types.some(({ id }) => id === edited.value?.id)}
          onSave={(saved) => {
            const isKnown = types.some(({ id }) => id === saved.id);
            onChange(
              isKnown
                ? types.map((each) => (each.id === saved.id ? saved : each))
                : [...types, saved],
            );
            close();
          }}
          onRemove={(id) => {
            onChange(without(types, id));
            close();
          }}
          onClose={close}
        />
      ) : null}
    </section>
  );
}

type TypeDialogProps = {
  zones: Priced["zones"];
  type: PriceType;
  isNew: boolean;
  onSave: (type: PriceType) => void;
  onRemove: (id: string) => void;
  onClose: () => void;
};

function TypeDialog({ zones, type, isNew, onSave, onRemove, onClose }: TypeDialogProps) {
  const w = words().concertDraft.prices;
  const next = useSignal(type);
  const set = (change: Partial<PriceType>) => (next.value = { ...next.value, ...change });
  const { name, cut, note } = next.value;
  const save = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    // The list may be part of a form, which this must not send.
    event.stopPropagation();
    if (hasFault(event.currentTarget)) return;
    const hasNote = note !== null && (note.ko.trim() !== "" || note.en.trim() !== "");
    onSave({ ...next.value, note: hasNote ? note : null });
  };
  return (
    <Dialog title={isNew ? w.addType : w.editType(local(type.name))} onClose={onClose}>
      <form class="stack" onSubmit={save}>
        <PairField
          id="type-name"
          label={w.typeName}
          value={name}
          maxLength={60}
          onInput={(text) => set({ name: text })}
        />
        <CutFields cut={cut} onChange={(value) => set({ cut: value })} />
        <ZoneChoice
          chosen={next.value.zones}
          zones={zones}
          onChoose={(ids) => set({ zones: ids })}
        />
        <PairField
          id="type-note"
          label={w.proof}
          help={w.proofHelp}
          value={note ?? { ko: "", en: "" }}
          maxLength={200}
          onInput={(text) => set({ note: text })}
        />
        <div class="dialog__actions">
          {isNew ? null : (
            <button class="btn btn--secondary" type="button" onClick={() => onRemove(type.id)}>
              {w.removeType}
            </button>
          )}
          <button class="btn btn--primary" type="submit">
            {w.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
