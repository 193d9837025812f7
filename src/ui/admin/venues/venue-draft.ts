import type { VenueChange } from "../../../contract/admin/venues.ts";
import type { LocalText } from "../../../contract/money/money.ts";

/** A gate as it is typed. */
export type GateDraft = { id: string; name: LocalText; note: LocalText };

/** A venue as it is typed: numbers are still text, and an empty text is none. */
export type VenueDraft = {
  name: LocalText;
  city: LocalText;
  address: LocalText;
  timeZone: string;
  transit: LocalText;
  access: LocalText;
  lat: string;
  lng: string;
  gates: GateDraft[];
  capacity: string;
  contact: string;
};

/** What is wrong with a field, by its JSON pointer in the request. */
export type Faults = ReadonlyMap<string, Fault>;
export type Fault =
  | "needed"
  | "badNumber"
  | "badPlace"
  | "badGateId"
  | "gateTwice"
  | "unknownZone"
  | "badValue";

const nothing = { ko: "", en: "" };
export const emptyGate: GateDraft = { id: "", name: nothing, note: nothing };
export const emptyVenue: VenueDraft = {
  name: nothing,
  city: nothing,
  address: nothing,
  timeZone: "Asia/Seoul",
  transit: nothing,
  access: nothing,
  lat: "",
  lng: "",
  gates: [],
  capacity: "",
  contact: "",
};

export function draftOf(venue: VenueChange): VenueDraft {
  const { name, city, address, timeZone, transit, access, position, gates } = venue;
  return {
    name,
    city,
    address,
    timeZone,
    transit: transit ?? nothing,
    access: access ?? nothing,
    lat: position ? String(position.lat) : "",
    lng: position ? String(position.lng) : "",
    gates: gates.map(({ id, name: called, note }) => ({ id, name: called, note: note ?? nothing })),
    capacity: venue.capacity === null ? "" : String(venue.capacity),
    contact: venue.contact ?? "",
  };
}

const trimmed = ({ ko, en }: LocalText): LocalText => ({ ko: ko.trim(), en: en.trim() });
const isBlank = ({ ko, en }: LocalText): boolean => ko.trim() === "" && en.trim() === "";
const orNull = (text: LocalText): LocalText | null => (isBlank(text) ? null : trimmed(text));

/** The request that saves the draft. Its numbers are only right if the draft has no faults. */
export function changeOf(draft: VenueDraft): VenueChange {
  const hasPlace = draft.lat.trim() !== "" || draft.lng.trim() !== "";
  return {
    name: trimmed(draft.name),
    city: trimmed(draft.city),
    address: trimmed(draft.address),
    timeZone: draft.timeZone.trim(),
    transit: orNull(draft.transit),
    access: orNull(draft.access),
    position: hasPlace ? { lat: Number(draft.lat), lng: Number(draft.lng) } : null,
    gates: draft.gates.map(({ id, name, note }) => ({
      id: id.trim(),
      name: trimmed(name),
      note: orNull(note),
    })),
    capacity: draft.capacity.trim() === "" ? null : Number(draft.capacity.replaceAll(",", "")),
    contact: draft.contact.trim() || null,
  };
}

/** The same checks as the server's, for an answer at the field before anything is sent. */
export function faultsOf(draft: VenueDraft, isZone: (name: string) => boolean): Faults {
  const faults = new Map<string, Fault>();
  for (const field of ["name", "city", "address"] as const)
    if (isBlank(draft[field])) faults.set(`/${field}`, "needed");
  const change = changeOf(draft);
  if (!isZone(change.timeZone)) faults.set("/timeZone", "unknownZone");
  if (change.position) {
    const isDegree = (text: string, most: number) =>
      /^[+-]?\d{1,3}(\.\d+)?$/.test(text.trim()) && Math.abs(Number(text)) <= most;
    if (!isDegree(draft.lat, 90)) faults.set("/position/lat", "badPlace");
    if (!isDegree(draft.lng, 180)) faults.set("/position/lng", "badPlace");
  }
  const { capacity } = change;
  const isCount = capacity === null || (Number.isInteger(capacity) && capacity >= 1);
  if (!isCount || (capacity ?? 0) > 1_000_000) faults.set("/capacity", "badNumber");
  for (const [at, { id, name }] of change.gates.entries()) {
    const isTwice = change.gates.findIndex((gate) => gate.id === id) < at;
    if (!/^[a-z0-9-]{1,24}$/.test(id)) faults.set(`/gates/${at}/id`, "badGateId");
    else if (isTwice) faults.set(`/gates/${at}/id`, "gateTwice");
    if (isBlank(name)) faults.set(`/gates/${at}/name`, "needed");
  }
  return faults;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const isChanged = (draft: VenueDraft, known: VenueDraft): boolean => !same(draft, known);

/** What somebody else saved, with my own changes on top: a field that I left alone is theirs. */
export function mergedWith(mine: VenueDraft, base: VenueDraft, theirs: VenueDraft): VenueDraft {
  const own = Object.entries(mine).filter(
    ([field, value]) => !same(value, base[field as keyof VenueDraft]),
  );
  return { ...theirs, ...(Object.fromEntries(own) as Partial<VenueDraft>) };
}
