import { plural } from "../../i18n/plural.ts";
import type * as korean from "./more-words-ko.ts";

export const toolHelp = {
  row: "Drag from one end to the other. Shift keeps to steps of 15°.",
  block: "Drag from corner to corner to fill the box, or click to place the rows and seats below.",
  outline:
    "Click each corner; the first corner or Enter closes it. It becomes the outline of the selected section, or a new section filled with seats.",
  table: "Click where it goes.",
  standing: "Drag from corner to corner.",
  paint: "Click, or drag a box. Section, row and seat below decide how much is painted.",
  accessible: "Click, or drag a box. Seats that all have the mark lose it.",
  restricted: "Click, or drag a box. If there is no text yet, you are asked for it.",
  stage: "Drag from corner to corner. The middle of its front can become the focus.",
  picture: "Put a floor plan in the background and draw over it.",
} satisfies typeof korean.toolHelp;

export const keyTexts = {
  modes: "Shapes, numbers, zones, marks, fan's view",
  next: "Select the previous or the next section",
  nudge: "Move by 10 cm (Shift: 100 cm), or move the view if nothing is selected",
  turn: "Turn by 1° (Shift: 15°)",
  confirm: "Place in the middle of the view, or close an outline",
  escape: "Cancel, put the tool down, deselect",
  remove: "Delete",
  pan: "Hold and drag to move the view",
  zoom: "Fit, zoom in, zoom out",
  list: "List",
  checks: "Checks",
  undo: "Undo",
  redo: "Redo",
  all: "Select all",
  duplicate: "Duplicate (or drag with Alt)",
  clipboard: "Copy and paste, also into another plan",
  save: "Save now",
  sheet: "This list",
} satisfies typeof korean.keyTexts;

export const refusals = {
  "no-such-part": () => "That section no longer exists",
  "name-taken": (id) => `The name ${id} is already taken`,
  "number-unsafe": () => "That number can't be used",
  "out-of-reach": () => "That is outside the plan",
  "too-many": () => "That is more than a plan may have",
  "too-many-places": () => "A plan may have up to 120,000 places",
  "rows-unequal": () => "The seats don't add up to the rows",
  "nothing-left": () => "At least one must stay",
} satisfies typeof korean.refusals;

const n = (value: number) => value.toLocaleString("en-US");
const seats = (count: number) => `${n(count)} ${plural(count, "seat", "seats")}`;
const pairs = (count: number) =>
  plural(count, "1 pair of seats stands", `${n(count)} pairs of seats stand`);

export const findings = {
  "id-twice": ({ name }) => `The name ${name} is used twice.`,
  "number-unsafe": () => "The plan has a number that can't be used.",
  "zone-missing": ({ part, name, count }) =>
    `Section ${part}: ${seats(count)} in the zone ${name}, which doesn't exist.`,
  "level-missing": ({ part, name }) =>
    `Section ${part} is on the level ${name}, which doesn't exist.`,
  "gate-missing": ({ part, name }) => `Section ${part} has the gate ${name}, which doesn't exist.`,
  "rows-unequal": ({ part }) => `Section ${part}: the seats don't add up to the rows.`,
  "too-many-marks": ({ part }) => `Section ${part} has too many marks.`,
  "no-places": () => "The plan has no places yet.",
  "too-many-places": ({ count }) => `The plan has ${n(count)} places, more than it may have.`,
  "name-twice": ({ name }) => `Two seats are named ${name}.`,
  "text-missing": ({ part, count }) =>
    `Section ${part}: the restricted view of ${seats(count)} has no description.`,
  "companion-alone": ({ part, count }) =>
    `Section ${part}: ${n(count)} companion ${plural(count, "seat has", "seats have")} no wheelchair space next to it.`,
  overlap: ({ part, name, count, isCut }) =>
    part === name
      ? `Section ${part}: ${isCut ? "at least " : ""}${pairs(count)} in each other's place.`
      : `Sections ${part} and ${name}: ${isCut ? "at least " : ""}${pairs(count)} in each other's place.`,
  "over-capacity": ({ count }) => `${n(count)} places exceed the venue's capacity.`,
} satisfies typeof korean.findings;

export const numbering = {
  title: "Numbers",
  rows: "Rows",
  seats: "Seats",
  fromFront: (names) => `${names}… from the front`,
  fromBack: (names) => `${names}… from the back`,
  directions: {
    ltr: "1, 2, 3… from the left",
    rtl: "1, 2, 3… from the right",
    centerOut: "From the middle to both sides",
    oddLeftEvenRight: "From the middle, odd left, even right",
    evenLeftOddRight: "From the middle, even left, odd right",
  },
  more: "More about numbers",
  starts: "Start",
  start: "First number",
  rowStart: "Place of the first row",
  seatStart: "Number of the first seat",
  rowUnit: "row",
  seatUnit: "seat",
  seatScheme: "Seat names",
  step: "Step",
  rowSkip: "Skip rows",
  seatSkip: "Skip numbers",
  rowPad: "Rows with two digits (01, 02)",
  seatPad: "Seats with two digits (01, 02)",
  exception: "One row differs",
  which: "Row",
  row: (name) => `Row ${name}`,
  rowName: "Name of this row",
  rowSeatStart: "Its first number",
} satisfies typeof korean.numbering;
