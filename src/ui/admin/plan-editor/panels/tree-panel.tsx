import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { rowsOfGroup } from "../../../../contract/plan/seat-places.ts";
import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { showPart } from "../state/jumping.ts";
import { isSection, partsOf, partsSelected, seatsSelected } from "../state/selection.ts";
import { rowText, seatLabel, treeText } from "./tree-text.ts";

/** One line of the tree. A section opens to its rows, and a row to its seats. */
type Item = {
  key: string;
  level: 1 | 2 | 3;
  text: string;
  isOpen: boolean | null;
  isSelected: boolean;
  select: () => void;
  open: (isOpen: boolean) => void;
};

/** Sections, rows and seats as a list: everything on the plan, by keyboard and by screen reader. */
export function TreePanel({ studio }: { studio: Studio }) {
  const w = words().planEditor.tree;
  const openPart = useSignal<string | null>(null);
  const openRow = useSignal<number | null>(null);
  const at = useSignal<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const items = itemsOf(studio, openPart, openRow);
  const here = items.find(({ key }) => key === at.value) ?? items[0];
  const focus = (item: Item | undefined) => {
    if (!item) return;
    at.value = item.key;
    const node = list.current?.children[items.indexOf(item)];
    if (node instanceof HTMLElement) node.focus();
  };
  const press = (event: KeyboardEvent) => {
    const index = here ? items.indexOf(here) : 0;
    const done = stepped(event.key, { items, index, focus });
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (items.length === 0) return <p class="help pe__empty">{w.empty}</p>;
  return (
    <>
      <p class="help">{w.help}</p>
      <ul
        ref={list}
        class="pe__tree"
        role="tree"
        aria-label={w.title}
        aria-multiselectable="true"
        onKeyDown={press}
      >
        {items.map((item) => (
          <li
            key={item.key}
            role="treeitem"
            aria-level={item.level}
            aria-expanded={item.isOpen ?? undefined}
            aria-selected={item.isSelected}
            tabIndex={item === here ? 0 : -1}
            style={{ paddingInlineStart: `${(item.level - 1) * 16 + 8}px` }}
            onFocus={() => (at.value = item.key)}
            onClick={() => {
              item.select();
              if (item.isOpen !== null) item.open(!item.isOpen);
            }}
          >
            {item.isOpen === null ? null : <i class="pe__twist" aria-hidden="true" />}
            {item.text}
          </li>
        ))}
      </ul>
    </>
  );
}

type Stepping = { items: readonly Item[]; index: number; focus: (item: Item | undefined) => void };

/** The keys of a tree; true if the key was one. */
function stepped(key: string, { items, index, focus }: Stepping): boolean {
  const item = items[index];
  if (!item) return false;
  switch (key) {
    case "ArrowDown":
      focus(items[index + 1]);
      return true;
    case "ArrowUp":
      focus(items[index - 1]);
      return true;
    case "Home":
      focus(items[0]);
      return true;
    case "End":
      focus(items.at(-1));
      return true;
    case "ArrowRight":
      if (item.isOpen === false) item.open(true);
      else if (item.isOpen) focus(items[index + 1]);
      return true;
    case "ArrowLeft":
      if (item.isOpen) item.open(false);
      else focus(items.slice(0, index).findLast(({ level }) => level < item.level));
      return true;
    case "Enter":
    case " ":
      item.select();
      return true;
    default:
      return false;
  }
}

type Open<T> = { value: T | null };

function itemsOf(studio: Studio, openPart: Open<string>, openRow: Open<number>): Item[] {
  const { editor } = studio;
  const hall = editor.hall.value;
  const selection = editor.selection.value;
  const chosenParts = new Set(selection.kind === "parts" ? selection.ids : []);
  const chosenSeats = new Set(selection.kind === "seats" ? selection.seats : []);
  return partsOf(hall.plan).flatMap((part, group): Item[] => {
    const isOpen = openPart.value === part.id;
    const own: Item = {
      key: part.id,
      level: 1,
      text: treeText(part, hall.plan),
      isOpen: isSection(part) ? isOpen : null,
      isSelected: chosenParts.has(part.id),
      select: () => {
        editor.unit.value = "part";
        editor.select(partsSelected([part.id]));
        showPart(studio, part.id);
      },
      open: (isNow) => {
        openPart.value = isNow ? part.id : null;
        openRow.value = null;
      },
    };
    if (!isOpen || !isSection(part)) return [own];
    const rows = rowsOfGroup(hall.places, group).flatMap((row, index): Item[] => {
      const isRowOpen = openRow.value === index;
      const seats = Uint32Array.from(row.numbers, (_, seat) => row.firstOrdinal + seat);
      const line: Item = {
        key: `${part.id}/${index}`,
        level: 2,
        text: rowText(row.label, row.numbers),
        isOpen: isRowOpen,
        isSelected: seats.every((seat) => chosenSeats.has(seat)),
        select: () => {
          editor.unit.value = "row";
          editor.select(seatsSelected(hall, seats));
        },
        open: (isNow) => (openRow.value = isNow ? index : null),
      };
      if (!isRowOpen) return [line];
      const single = [...seats].map((seat, number): Item => ({
        key: `${part.id}/${index}/${number}`,
        level: 3,
        text: seatLabel(hall, seat),
        isOpen: null,
        isSelected: chosenSeats.has(seat),
        select: () => {
          editor.unit.value = "seat";
          editor.select(seatsSelected(hall, Uint32Array.of(seat)));
        },
        open: () => {},
      }));
      return [line, ...single];
    });
    return [own, ...rows];
  });
}
