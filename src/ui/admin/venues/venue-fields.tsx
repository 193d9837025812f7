import { words } from "../../state/language.ts";
import { TextField } from "../parts/text-field.tsx";
import { TwoLanguages } from "../parts/two-languages.tsx";
import { GatesField } from "./gates-field.tsx";
import { TimeZoneField } from "./time-zone-field.tsx";
import type { VenueDraft } from "./venue-draft.ts";

type VenueFieldsProps = {
  draft: VenueDraft;
  onChange: (change: Partial<VenueDraft>) => void;
  faultAt: (pointer: string) => string | null;
  isZoneFixed: boolean;
  isDisabled: boolean;
};

/** The fields of a venue, in the order in which somebody knows them. */
export function VenueFields({ draft, onChange, faultAt, ...rest }: VenueFieldsProps) {
  const { isZoneFixed, isDisabled } = rest;
  const w = words().adminVenues;
  const text = (field: "name" | "city" | "address", label: string) => (
    <TwoLanguages
      id={`venue-${field}`}
      label={label}
      value={draft[field]}
      fault={faultAt(`/${field}`)}
      isDisabled={isDisabled}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
  const story = (field: "transit" | "access", label: string, help: string) => (
    <TwoLanguages
      id={`venue-${field}`}
      label={label}
      help={help}
      optional={w.optional}
      value={draft[field]}
      fault={faultAt(`/${field}`)}
      isDisabled={isDisabled}
      isLong
      onChange={(value) => onChange({ [field]: value })}
    />
  );
  const degrees = (field: "lat" | "lng", label: string) => (
    <TextField
      id={`venue-${field}`}
      label={label}
      inputMode="decimal"
      value={draft[field]}
      fault={faultAt(`/position/${field}`)}
      isDisabled={isDisabled}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
  return (
    <>
      <section class="adm__card" aria-labelledby="venue-basics">
        <h2 id="venue-basics">{w.basics}</h2>
        {text("name", w.name)}
        {text("city", w.city)}
        {text("address", w.address)}
        <TimeZoneField
          value={draft.timeZone}
          fault={faultAt("/timeZone")}
          isFixed={isZoneFixed}
          isDisabled={isDisabled}
          onChange={(timeZone) => onChange({ timeZone })}
        />
      </section>
      <section class="adm__card" aria-labelledby="venue-fans">
        <h2 id="venue-fans">{w.fans}</h2>
        {story("transit", w.transit, w.transitHelp)}
        {story("access", w.access, w.accessHelp)}
        <h3 class="label">
          {w.position} <span class="c-3">· {w.optional}</span>
        </h3>
        <p class="help">{w.mapHelp}</p>
        <div class="two__fields">
          {degrees("lat", w.lat)}
          {degrees("lng", w.lng)}
        </div>
      </section>
      <GatesField
        gates={draft.gates}
        faultAt={faultAt}
        isDisabled={isDisabled}
        onChange={(gates) => onChange({ gates })}
      />
      <section class="adm__card" aria-labelledby="venue-rules">
        <h2 id="venue-rules">{w.rules}</h2>
        <TextField
          id="venue-capacity"
          label={w.capacity}
          optional={w.optional}
          help={w.capacityHelp}
          inputMode="numeric"
          value={draft.capacity}
          fault={faultAt("/capacity")}
          isDisabled={isDisabled}
          onChange={(capacity) => onChange({ capacity })}
        />
        <TextField
          id="venue-contact"
          label={w.contact}
          optional={w.optional}
          help={w.contactHelp}
          value={draft.contact}
          fault={faultAt("/contact")}
          maxLength={500}
          isDisabled={isDisabled}
          onChange={(contact) => onChange({ contact })}
        />
      </section>
    </>
  );
}
