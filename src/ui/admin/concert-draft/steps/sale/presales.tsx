import { useSignal } from "@preact/signals";
import { draftLimits } from "../../../../../contract/concert-draft/draft-limits.ts";
import type { DraftPresale } from "../../../../../contract/concert-draft/documents.ts";
import { Icon } from "../../../../components/icon.tsx";
import { count } from "../../../../i18n/format.ts";
import { language, local, words } from "../../../../state/language.ts";
import { freeId, replaced, without } from "../../editing/ids.ts";
import { codesOf, codesText, emailsOf, generatedCodes } from "../../editing/presale-lists.ts";
import type { StepProps } from "../../editing/setting.ts";
import { placed } from "../../fields/placed.ts";
import { Fault, PairField } from "../../fields/text-fields.tsx";
import { Check, MomentField, NumberField } from "../../fields/value-fields.tsx";

/** The sales before the sale, for fans with a code or on a list. */
export function Presales({ editing, setting }: StepProps) {
  const w = words().concertDraft.sale;
  const { presales } = editing.document.value;
  const add = () =>
    editing.change((before) => ({
      ...before,
      presales: [
        ...before.presales,
        {
          id: freeId("presale", before.presales),
          name: w.newPresale(before.presales.length + 1),
          opensAt: null,
          closesAt: null,
          seatsMax: null,
          phaseIds: null,
          codes: [],
          emails: [],
        },
      ],
    }));
  return (
    <section class="stack" aria-labelledby="presales" id={placed("/presales")}>
      <div class="draft__bar">
        <h3 id="presales">{w.presales}</h3>
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          disabled={presales.length >= draftLimits.presales}
          onClick={add}
        >
          <Icon name="plus" size={16} />
          {w.addPresale}
        </button>
      </div>
      {presales.length === 0 ? <p class="c-2">{w.noPresale}</p> : null}
      {presales.map((presale, index) => (
        <Presale key={presale.id} {...{ editing, setting, presale, index }} />
      ))}
    </section>
  );
}

type PresaleProps = StepProps & { presale: DraftPresale; index: number };

function Presale({ editing, setting, presale, index }: PresaleProps) {
  const w = words().concertDraft.sale;
  const { id, name, opensAt, closesAt, seatsMax, phaseIds } = presale;
  const { phases } = editing.document.value.sale;
  const at = (field: string) => placed(`/presales/${index}/${field}`);
  const set = (change: Partial<DraftPresale>, field = "") =>
    editing.change(
      (before) => ({ ...before, presales: replaced(before.presales, id, change) }),
      field === "" ? "" : `${id} ${field}`,
    );
  return (
    <div class="draft__card" id={placed(`/presales/${index}`)}>
      <PairField
        id={at("name")}
        label={w.presaleName}
        value={name}
        maxLength={60}
        onInput={(text) => set({ name: text }, "name")}
      />
      <div class="draft__fields">
        <MomentField
          id={at("opensAt")}
          label={w.from}
          value={opensAt}
          timeZone={setting.timeZone}
          onInput={(time) => set({ opensAt: time })}
        />
        <MomentField
          id={at("closesAt")}
          label={w.until}
          value={closesAt}
          timeZone={setting.timeZone}
          onInput={(time) => set({ closesAt: time })}
        />
        <NumberField
          id={at("seatsMax")}
          label={w.seatsMax}
          value={seatsMax}
          min={1}
          max={1_000_000}
          unit={w.seatsUnit}
          isOptional
          onInput={(most) => set({ seatsMax: most }, "seats")}
        />
      </div>
      {phases.length > 0 ? (
        <fieldset class="draft__choices" id={at("phaseIds")}>
          <legend class="label">{w.forDates}</legend>
          <Check
            label={w.allDates}
            isOn={phaseIds === null}
            onChange={(isOn) => set({ phaseIds: isOn ? null : [] })}
          />
          {phaseIds === null
            ? null
            : phases.map((phase) => (
                <Check
                  key={phase.id}
                  label={local(phase.name)}
                  isOn={phaseIds.includes(phase.id)}
                  onChange={(isOn) =>
                    set({
                      phaseIds: isOn
                        ? [...phaseIds, phase.id]
                        : phaseIds.filter((each) => each !== phase.id),
                    })
                  }
                />
              ))}
        </fieldset>
      ) : null}
      <Codes {...{ presale, index, set }} />
      <Emails {...{ presale, index, set }} />
      <p>
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          onClick={() =>
            editing.change((before) => ({ ...before, presales: without(before.presales, id) }))
          }
        >
          {w.removePresale}
        </button>
      </p>
    </div>
  );
}

type ListProps = Omit<PresaleProps, keyof StepProps> & {
  set: (change: Partial<DraftPresale>, field?: string) => void;
};

/** Codes are read when the field is left, so that a code can be typed to its end. */
function Codes({ presale, index, set }: ListProps) {
  const w = words().concertDraft.sale;
  const lang = language.value;
  const fault = useSignal<string | null>(null);
  const wanted = useSignal<number | null>(100);
  const id = placed(`/presales/${index}/codes`);
  const { codes } = presale;
  return (
    <div class="field">
      <label for={id}>
        {w.codes} <span class="opt num">{w.codeCount(count(codes.length, lang))}</span>
      </label>
      <textarea
        class="input num"
        id={id}
        rows={3}
        spellcheck={false}
        value={codesText(codes)}
        aria-describedby={`${id}-help ${id}-fault`}
        onChange={(event) => {
          const read = codesOf(event.currentTarget.value);
          const isMany = read.codes.length > draftLimits.codes;
          fault.value = isMany
            ? w.tooManyCodes(count(draftLimits.codes, lang))
            : read.leftOver.length > 0
              ? w.noCodes(read.leftOver.slice(0, 3).join(", "))
              : null;
          if (!isMany) set({ codes: read.codes });
        }}
      />
      <p class="help" id={`${id}-help`}>
        {w.codesHelp}
      </p>
      <Fault id={`${id}-fault`} text={fault.value} />
      <div class="draft__generate">
        <NumberField
          id={`${id}-count`}
          label={w.generateCount}
          isBare
          value={wanted.value}
          min={1}
          max={draftLimits.codes}
          unit={w.codesUnit}
          onInput={(number) => (wanted.value = number)}
        />
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          disabled={codes.length + (wanted.value ?? 0) > draftLimits.codes}
          onClick={() => set({ codes: generatedCodes(wanted.value ?? 0, codes) })}
        >
          {w.generate}
        </button>
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          disabled={codes.length === 0}
          onClick={() => download(`${presale.id}.csv`, codesText(codes))}
        >
          {w.download}
        </button>
      </div>
    </div>
  );
}

function Emails({ presale, index, set }: ListProps) {
  const w = words().concertDraft.sale;
  const lang = language.value;
  const fault = useSignal<string | null>(null);
  const id = placed(`/presales/${index}/emails`);
  const { emails } = presale;
  return (
    <div class="field">
      <label for={id}>
        {w.emails} <span class="opt num">{w.emailCount(count(emails.length, lang))}</span>
      </label>
      <textarea
        class="input"
        id={id}
        rows={3}
        spellcheck={false}
        value={emails.join("\n")}
        aria-describedby={`${id}-help ${id}-fault`}
        onChange={(event) => {
          const read = emailsOf(event.currentTarget.value);
          const isMany = read.emails.length > draftLimits.emails;
          fault.value = isMany
            ? w.tooManyEmails(count(draftLimits.emails, lang))
            : read.leftOver.length > 0
              ? w.noEmails(read.leftOver.slice(0, 3).join(", "))
              : null;
          if (!isMany) set({ emails: read.emails });
        }}
      />
      <p class="help" id={`${id}-help`}>
        {w.emailsHelp}
      </p>
      <Fault id={`${id}-fault`} text={fault.value} />
    </div>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
