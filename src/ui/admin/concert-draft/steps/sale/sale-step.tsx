import type { SalePhase } from "../../../../../contract/concert-draft/documents.ts";
import { Icon } from "../../../../components/icon.tsx";
import { words } from "../../../../state/language.ts";
import { freeId, replaced, without } from "../../editing/ids.ts";
import type { StepProps } from "../../editing/setting.ts";
import { placed } from "../../fields/placed.ts";
import { PairField } from "../../fields/text-fields.tsx";
import { MomentField, NumberField } from "../../fields/value-fields.tsx";
import { Presales } from "./presales.tsx";

/** When the sale opens and closes, for all dates and for some, and who may buy before. */
export function SaleStep({ editing, setting }: StepProps) {
  const w = words().concertDraft.sale;
  const { sale } = editing.document.value;
  const set = (change: Partial<typeof sale>, field = "") =>
    editing.change((before) => ({ ...before, sale: { ...before.sale, ...change } }), field);
  const addPhase = () =>
    set({
      phases: [
        ...sale.phases,
        {
          id: freeId("phase", sale.phases),
          name: w.newPhase(sale.phases.length + 2),
          opensAt: null,
        },
      ],
    });
  return (
    <>
      <section class="stack" aria-labelledby="general-sale">
        <h3 id="general-sale">{w.general}</h3>
        <div class="draft__fields">
          <MomentField
            id={placed("/sale/opensAt")}
            label={w.opensAt}
            value={sale.opensAt}
            timeZone={setting.timeZone}
            onInput={(opensAt) => set({ opensAt })}
          />
          <NumberField
            id={placed("/sale/closesMinutes")}
            label={w.closes}
            value={sale.closesMinutes}
            min={0}
            max={10_080}
            unit={w.minutesBefore}
            onInput={(minutes) => set({ closesMinutes: minutes ?? 0 }, "closes")}
          />
          <NumberField
            id={placed("/sale/doorsMinutes")}
            label={w.doors}
            value={sale.doorsMinutes}
            min={0}
            max={10_080}
            unit={w.minutesBefore}
            isOptional
            onInput={(minutes) => set({ doorsMinutes: minutes }, "doors")}
          />
        </div>
      </section>
      <section class="stack" aria-labelledby="phases" id={placed("/sale/phases")}>
        <div class="draft__bar">
          <h3 id="phases">{w.phases}</h3>
          <button class="btn btn--quiet btn--sm" type="button" onClick={addPhase}>
            <Icon name="plus" size={16} />
            {w.addPhase}
          </button>
        </div>
        <p class="help">{w.phasesHelp}</p>
        {sale.phases.map((phase, index) => (
          <Phase key={phase.id} {...{ editing, setting, phase, index }} />
        ))}
      </section>
      <Presales {...{ editing, setting }} />
    </>
  );
}

function Phase({
  editing,
  setting,
  phase,
  index,
}: StepProps & { phase: SalePhase; index: number }) {
  const w = words().concertDraft.sale;
  const set = (change: Partial<SalePhase>, field = "") =>
    editing.change(
      (before) => ({
        ...before,
        sale: { ...before.sale, phases: replaced(before.sale.phases, phase.id, change) },
      }),
      field,
    );
  const remove = () =>
    editing.change((before) => ({
      ...before,
      sale: { ...before.sale, phases: without(before.sale.phases, phase.id) },
      dates: {
        ...before.dates,
        rows: before.dates.rows.map((row) =>
          row.phaseId === phase.id ? { ...row, phaseId: null } : row,
        ),
      },
    }));
  return (
    <div class="draft__card" id={placed(`/sale/phases/${index}`)}>
      <PairField
        id={placed(`/sale/phases/${index}/name`)}
        label={w.phaseName}
        value={phase.name}
        maxLength={60}
        onInput={(name) => set({ name }, `phase ${phase.id}`)}
      />
      <div class="draft__fields">
        <MomentField
          id={placed(`/sale/phases/${index}/opensAt`)}
          label={w.opensAt}
          value={phase.opensAt}
          timeZone={setting.timeZone}
          onInput={(opensAt) => set({ opensAt })}
        />
      </div>
      <p>
        <button class="btn btn--quiet btn--sm" type="button" onClick={remove}>
          {w.removePhase}
        </button>
      </p>
    </div>
  );
}
