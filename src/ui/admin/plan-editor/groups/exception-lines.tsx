import { useSignal } from "@preact/signals";
import { rowLabels } from "../../../../contract/plan/seat-numbers.ts";
import type { Block, Section } from "../../../../contract/plan/seat-plan.ts";
import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { rowsOf } from "../state/selection.ts";
import { NumberLine, SelectLine, TextLine } from "./fields.tsx";

type Exception = NonNullable<Block["exceptions"]>[number];

/** One row with a name or numbers unlike the others. The selected row is offered first. */
export function ExceptionLines({ studio, section }: { studio: Studio; section: Section }) {
  const { editor } = studio;
  const w = words().planEditor.numbering;
  const chosen = useSignal<string | null>(null);
  const [span] = rowsOf(editor.selection.value).filter(([id]) => id === section.id);
  const [at, row] = (chosen.value ?? (span ? `${span[1]}/${span[2]}` : "0/0"))
    .split("/")
    .map(Number) as [number, number];
  const block = section.blocks[at];
  if (!block) return null;
  const { id } = section;
  const names = section.blocks.flatMap((one, index) =>
    rowLabels(one).map((label, line) => [`${index}/${line}`, w.row(label)] as const),
  );
  const own: Exception = block.exceptions?.find((one) => one.row === row) ?? { row };
  const set = (change: Partial<Exception>) => {
    const others = (block.exceptions ?? []).filter((one) => one.row !== row);
    const next = Object.fromEntries(
      Object.entries({ ...own, ...change }).filter(([, value]) => value !== undefined),
    ) as Exception;
    const isPlain = Object.keys(next).length === 1;
    const exceptions = isPlain ? others : [...others, next].sort((a, b) => a.row - b.row);
    editor.do({ kind: "number", id, at, exceptions });
  };
  const disabled = !editor.canEdit.value;
  const name = (field: string) => `${field}-${id}-${at}-${row}`;
  return (
    <fieldset class="pe__exception">
      <legend>{w.exception}</legend>
      <SelectLine
        id={`exception-${id}`}
        label={w.which}
        value={`${at}/${row}`}
        options={names.slice(0, 400)}
        onValue={(value) => (chosen.value = value)}
      />
      <TextLine
        id={name("label")}
        label={w.rowName}
        value={own.label ?? ""}
        maxLength={8}
        placeholder={rowLabels({ ...block, exceptions: [] })[row] ?? ""}
        disabled={disabled}
        onText={(text) => set({ label: text.replaceAll("/", "-") || undefined })}
      />
      <NumberLine
        id={name("start")}
        label={w.rowSeatStart}
        value={own.start ?? block.seatNumbers.start}
        min={0}
        max={99_999}
        disabled={disabled}
        onValue={(start) => set({ start: start === block.seatNumbers.start ? undefined : start })}
      />
      <SelectLine
        id={name("direction")}
        label={w.seats}
        value={own.direction ?? block.seatNumbers.direction}
        options={Object.entries(w.directions) as [Block["seatNumbers"]["direction"], string][]}
        disabled={disabled}
        onValue={(direction) =>
          set({ direction: direction === block.seatNumbers.direction ? undefined : direction })
        }
      />
    </fieldset>
  );
}
