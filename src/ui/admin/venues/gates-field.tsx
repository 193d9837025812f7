import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";
import { TextField } from "../parts/text-field.tsx";
import { TwoLanguages } from "../parts/two-languages.tsx";
import { emptyGate, type GateDraft } from "./venue-draft.ts";

type GatesFieldProps = {
  gates: readonly GateDraft[];
  onChange: (gates: GateDraft[]) => void;
  faultAt: (pointer: string) => string | null;
  isDisabled: boolean;
};

/** The entrances of a venue. */
export function GatesField({ gates, onChange, faultAt, isDisabled }: GatesFieldProps) {
  const w = words().adminVenues;
  const set = (at: number, change: Partial<GateDraft>) =>
    onChange(gates.map((gate, each) => (each === at ? { ...gate, ...change } : gate)));
  return (
    <section class="adm__card" aria-labelledby="venue-gates">
      <h2 id="venue-gates">{w.gates}</h2>
      <p class="c-2">{w.gatesText}</p>
      {gates.map((gate, at) => (
        // A gate has no name of its own before its id is typed.
        <div key={at} class="venue__gate">
          <TextField
            id={`gate-${at}-id`}
            label={w.gateId}
            help={w.gateIdHelp}
            value={gate.id}
            fault={faultAt(`/gates/${at}/id`)}
            maxLength={24}
            isDisabled={isDisabled}
            onChange={(id) => set(at, { id })}
          />
          <TwoLanguages
            id={`gate-${at}-name`}
            label={w.gateName}
            value={gate.name}
            fault={faultAt(`/gates/${at}/name`)}
            isDisabled={isDisabled}
            onChange={(name) => set(at, { name })}
          />
          <TwoLanguages
            id={`gate-${at}-note`}
            label={w.gateNote}
            optional={w.optional}
            help={w.gateNoteHelp}
            value={gate.note}
            isDisabled={isDisabled}
            onChange={(note) => set(at, { note })}
          />
          {isDisabled ? null : (
            <button
              class="btn btn--quiet btn--sm venue__remove"
              type="button"
              onClick={() => onChange(gates.filter((_, each) => each !== at))}
            >
              {w.removeGate(gate.id || String(at + 1))}
            </button>
          )}
        </div>
      ))}
      {isDisabled || gates.length >= 60 ? null : (
        <button
          class="btn btn--secondary btn--sm adm__submit"
          type="button"
          onClick={() => onChange([...gates, emptyGate])}
        >
          <Icon name="plus" size={20} />
          {w.addGate}
        </button>
      )}
    </section>
  );
}
