import { useSignal } from "@preact/signals";
import type { ConcertDocument } from "../../../../../contract/concert-draft/documents.ts";
import { Dialog } from "../../../../components/dialog.tsx";
import { Icon } from "../../../../components/icon.tsx";
import { money } from "../../../../i18n/format.ts";
import { language, local, words } from "../../../../state/language.ts";
import { Table } from "../../../parts/table.tsx";
import { freeId, without } from "../../editing/ids.ts";
import type { Setting, StepProps } from "../../editing/setting.ts";
import { placed } from "../../fields/placed.ts";
import { PairField } from "../../fields/text-fields.tsx";
import { Check, ChoiceField, NumberField } from "../../fields/value-fields.tsx";

type PriceType = ConcertDocument["priceTypes"][number];

const blank = (id: string): PriceType => ({
  id,
  name: { ko: "", en: "" },
  zones: null,
  cut: { percent: 30 },
  note: null,
});

/** The kinds of tickets beside the regular one, each with its proof at the door. */
export function PriceTypes({ editing, setting }: StepProps) {
  const w = words().concertDraft.prices;
  const edited = useSignal<PriceType | null>(null);
  const { priceTypes, currency } = editing.document.value;
  const zonesText = ({ zones }: PriceType) =>
    zones === null
      ? w.allZones
      : zones
          .map((id) => setting.plan?.facts.zones.find((zone) => zone.id === id))
          .map((zone) => (zone ? local(zone.name) : "?"))
          .join(" · ");
  const cutText = ({ cut }: PriceType) =>
    "percent" in cut
      ? `−${cut.percent}%`
      : `−${money({ amount: cut.amountMinor, currency }, language.value)}`;
  return (
    <section class="stack-2" aria-labelledby="price-types" id={placed("/priceTypes")}>
      <div class="draft__bar">
        <h3 id="price-types">{w.types}</h3>
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          onClick={() => (edited.value = blank(freeId("type", priceTypes)))}
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
        {priceTypes.map((type) => (
          <tr key={type.id}>
            <td class="semi">{local(type.name)}</td>
            <td class="semi num">{cutText(type)}</td>
            <td>{zonesText(type)}</td>
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
          {...{ editing, setting }}
          type={edited.value}
          isNew={!priceTypes.some(({ id }) => id === edited.value?.id)}
          onClose={() => (edited.value = null)}
        />
      ) : null}
    </section>
  );
}

type TypeDialogProps = StepProps & { type: PriceType; isNew: boolean; onClose: () => void };

function TypeDialog({ editing, setting, type, isNew, onClose }: TypeDialogProps) {
  const w = words().concertDraft.prices;
  const next = useSignal(type);
  const set = (change: Partial<PriceType>) => (next.value = { ...next.value, ...change });
  const { name, cut, zones, note } = next.value;
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const hasNote = note !== null && (note.ko.trim() !== "" || note.en.trim() !== "");
    const saved = { ...next.value, note: hasNote ? note : null };
    editing.change((before) => ({
      ...before,
      priceTypes: isNew
        ? [...before.priceTypes, saved]
        : before.priceTypes.map((each) => (each.id === saved.id ? saved : each)),
    }));
    onClose();
  };
  const remove = () => {
    editing.change((before) => ({ ...before, priceTypes: without(before.priceTypes, type.id) }));
    onClose();
  };
  const isPercent = "percent" in cut;
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
        <ChoiceField
          id="type-kind"
          label={w.kind}
          value={isPercent ? "percent" : "amount"}
          onChange={(kind) =>
            set({ cut: kind === "percent" ? { percent: 30 } : { amountMinor: 10_000 } })
          }
        >
          <option value="percent">{w.percent}</option>
          <option value="amount">{w.amount}</option>
        </ChoiceField>
        {isPercent ? (
          <NumberField
            key="percent"
            id="type-percent"
            label={w.cut}
            value={cut.percent}
            min={0.5}
            max={100}
            step={0.5}
            unit="%"
            onInput={(value) => set({ cut: { percent: value ?? 30 } })}
          />
        ) : (
          <NumberField
            key="amount"
            id="type-amount"
            label={w.cut}
            value={cut.amountMinor}
            min={1}
            max={100_000_000}
            unit={w.won}
            onInput={(value) => set({ cut: { amountMinor: value ?? 10_000 } })}
          />
        )}
        <Zones zones={zones} setting={setting} onChoose={(ids) => set({ zones: ids })} />
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
            <button class="btn btn--secondary" type="button" onClick={remove}>
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

type ZonesProps = {
  zones: readonly string[] | null;
  setting: Setting;
  onChoose: (ids: string[] | null) => void;
};

function Zones({ zones, setting, onChoose }: ZonesProps) {
  const w = words().concertDraft.prices;
  const all = setting.plan?.facts.zones ?? [];
  return (
    <fieldset class="draft__choices">
      <legend class="label">{w.where}</legend>
      <Check
        label={w.allZones}
        isOn={zones === null}
        onChange={(isOn) => onChoose(isOn ? null : all.map(({ id }) => id))}
      />
      {zones === null
        ? null
        : all.map(({ id, name }) => (
            <Check
              key={id}
              label={local(name)}
              isOn={zones.includes(id)}
              onChange={(isOn) =>
                onChoose(
                  all
                    .map((zone) => zone.id)
                    .filter((each) => (each === id ? isOn : zones.includes(each))),
                )
              }
            />
          ))}
    </fieldset>
  );
}
