import { pointsOf } from "../../../../contract/plan/editing/outlines.ts";
import type { Operation } from "../../../../contract/plan/editing/operation-schema.ts";
import { seatsPerRow } from "../../../../contract/plan/seat-places.ts";
import type { Block, Section } from "../../../../contract/plan/seat-plan.ts";
import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { CheckLine, Group, Line, NumberInput, NumberLine, TextLine } from "./fields.tsx";

type Rows = Omit<Operation<"rows">, "kind" | "id" | "at">;

/** The shape of a section's block: its rows and seats, how far apart they are, and how they bend. */
export function ShapeGroup({ studio, section, at }: BlockProps) {
  const { editor } = studio;
  const w = words().planEditor.shape;
  const block = section.blocks[at];
  if (!block) return null;
  const { id } = section;
  const isLocked = !editor.canEdit.value;
  const form = (change: Rows, gesture?: string) => {
    const doing = gesture === undefined ? {} : { gesture };
    if (!editor.do({ kind: "rows", id, at, ...change }, doing)) return;
    if (gesture === undefined) editor.do({ kind: "outline", id, outline: null }, { joins: true });
  };
  const { geometry } = block;
  const isTable = geometry.type === "table";
  const isLine = geometry.type === "line";
  const lengths = seatsPerRow(block);
  const isEven = typeof block.seats === "number" || new Set(lengths).size === 1;
  const name = (field: string) => `${field}-${id}-${at}`;
  const gaps = gapsOf(block);
  return (
    <Group title={section.blocks.length > 1 ? w.block(at + 1) : w.title}>
      <Line label={isTable ? w.seats : w.rowsAndSeats}>
        <span class="pe__two">
          {isTable ? null : (
            <NumberInput
              id={name("rows")}
              label={w.rows}
              unit={w.rowUnit}
              value={block.rows}
              min={1}
              max={200}
              disabled={isLocked}
              onValue={(rows) => form({ rows })}
            />
          )}
          <NumberInput
            id={name("seats")}
            label={w.seats}
            unit={w.seatUnit}
            value={isEven ? (lengths[0] ?? 1) : null}
            mixed={`${Math.min(...lengths)}–${Math.max(...lengths)}`}
            min={1}
            max={500}
            disabled={isLocked}
            onValue={(seats) => form({ seats })}
          />
        </span>
      </Line>
      {isLine ? <CurveLine {...{ studio, section, at }} curve={geometry.curve ?? 0} /> : null}
      {isTable || geometry.type === "points" ? null : (
        <Line label={w.gaps}>
          <span class="pe__two">
            <NumberInput
              id={name("seatCm")}
              label={w.seatCm}
              unit="cm"
              value={gaps.seatCm}
              min={20}
              max={2_000}
              disabled={isLocked}
              onValue={(seatCm) => form({ seatCm })}
            />
            <NumberInput
              id={name("rowCm")}
              label={w.rowCm}
              unit="cm"
              value={gaps.rowCm}
              min={20}
              max={2_000}
              disabled={isLocked}
              onValue={(rowCm) => form({ rowCm })}
            />
          </span>
        </Line>
      )}
      {isLine ? (
        <Line label={w.fanAndStagger}>
          <span class="pe__two">
            <NumberInput
              id={name("fan")}
              label={w.fan}
              unit="cm"
              value={geometry.fan ?? 0}
              min={-2_000}
              max={2_000}
              disabled={isLocked}
              onValue={(fan) => form({ fan })}
            />
            <NumberInput
              id={name("stagger")}
              label={w.stagger}
              unit="cm"
              value={geometry.stagger ?? 0}
              min={-2_000}
              max={2_000}
              disabled={isLocked}
              onValue={(stagger) => form({ stagger })}
            />
          </span>
        </Line>
      ) : null}
      {isTable ? null : <AisleLines {...{ studio, section, at, block }} />}
      <CheckLine
        label={isTable ? w.wholeTable : w.wholeRows}
        isOn={block.isWhole === true}
        disabled={isLocked}
        onChange={(isWhole) => form({ isWhole })}
      />
    </Group>
  );
}

type BlockProps = { studio: Studio; section: Section; at: number };

/** A slider for the hand and a number for precision. All of a slide is one step back. */
function CurveLine({ studio, section, at, curve }: BlockProps & { curve: number }) {
  const { editor } = studio;
  const w = words().planEditor.shape;
  const { id } = section;
  const bend = (value: number, gesture: string) =>
    editor.do({ kind: "rows", id, at, curve: value }, { gesture });
  const field = `curve-${id}-${at}`;
  return (
    <Line label={w.curve} id={field}>
      <span class="pe__slide">
        <input
          id={field}
          type="range"
          min={-600}
          max={600}
          step={5}
          value={curve}
          disabled={!editor.canEdit.value}
          aria-valuetext={`${curve} cm`}
          onPointerDown={(event) => (event.currentTarget.dataset["gesture"] = editor.newGesture())}
          onInput={(event) => {
            const { value, dataset } = event.currentTarget;
            bend(Number(value), (dataset["gesture"] ??= editor.newGesture()));
          }}
          onChange={(event) => {
            delete event.currentTarget.dataset["gesture"];
            editor.do({ kind: "outline", id, outline: null }, { joins: true });
          }}
        />
        <NumberInput
          id={`${field}-cm`}
          label={w.curve}
          unit="cm"
          value={curve}
          min={-20_000}
          max={20_000}
          disabled={!editor.canEdit.value}
          onValue={(value) => {
            if (bend(value, editor.newGesture()))
              editor.do({ kind: "outline", id, outline: null }, { joins: true });
          }}
        />
      </span>
    </Line>
  );
}

/** Aisles by the number of seats before them: "4, 16". */
function AisleLines({ studio, section, at, block }: BlockProps & { block: Block }) {
  const { editor } = studio;
  const w = words().planEditor.shape;
  const { id } = section;
  const isLocked = !editor.canEdit.value;
  return (
    <>
      <TextLine
        id={`aisles-${id}-${at}`}
        label={w.aisles}
        value={block.aisles.join(", ")}
        placeholder="4, 16"
        disabled={isLocked}
        onText={(text) => {
          const numbers = text.split(/[\s,]+/).map(Number);
          const aisles = numbers.filter((one) => Number.isInteger(one) && one > 0 && one < 500);
          editor.do({
            kind: "rows",
            id,
            at,
            aisles: [...new Set(aisles)].sort((a, b) => a - b).slice(0, 20),
          });
        }}
      />
      {block.aisles.length > 0 ? (
        <NumberLine
          id={`aisleCm-${id}-${at}`}
          label={w.aisleCm}
          unit="cm"
          value={block.aisleCm ?? 0}
          min={0}
          max={2_000}
          disabled={isLocked}
          onValue={(aisleCm) => {
            if (editor.do({ kind: "rows", id, at, aisleCm }))
              editor.do({ kind: "outline", id, outline: null }, { joins: true });
          }}
        />
      ) : null}
    </>
  );
}

/** How far seats and rows are apart, as measured in the first row. */
function gapsOf(block: Block): { seatCm: number; rowCm: number } {
  const { geometry } = block;
  const [a, b] = pointsOf({ ...block, rows: 1, seats: seatsPerRow(block)[0] ?? 1 })[0] ?? [];
  const seatCm = a && b ? Math.round(Math.hypot(b[0] - a[0], b[1] - a[1])) : 52;
  if (geometry.type === "line") return { seatCm, rowCm: Math.round(Math.hypot(...geometry.pitch)) };
  return { seatCm, rowCm: geometry.type === "arc" ? Math.abs(geometry.radiusStep) : 0 };
}
