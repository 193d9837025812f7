import { numbersByRow, rowLabels } from "../../../../contract/plan/seat-numbers.ts";
import { seatsPerRow } from "../../../../contract/plan/seat-places.ts";
import type { Block, Section } from "../../../../contract/plan/seat-plan.ts";
import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { CheckLine, Group, Line, NumberInput, SelectLine, TextLine } from "./fields.tsx";
import { ExceptionLines } from "./exception-lines.tsx";

type Scheme = Block["rowNumbers"]["scheme"];
type Direction = Block["seatNumbers"]["direction"];
const schemes: readonly Scheme[] = ["1", "A", "가"];
const directions: readonly Direction[] = [
  "ltr",
  "rtl",
  "centerOut",
  "oddLeftEvenRight",
  "evenLeftOddRight",
];

/** How rows and seats are named. The numbers of the first row show what comes of it. */
export function NumberingGroup({ studio, section }: { studio: Studio; section: Section }) {
  const { editor } = studio;
  const w = words().planEditor.numbering;
  const [block] = section.blocks;
  if (!block) return null;
  const { id } = section;
  const isLocked = !editor.canEdit.value;
  const { rowNumbers, seatNumbers } = block;
  const isTable = block.geometry.type === "table";
  const rows = (change: Partial<typeof rowNumbers>) =>
    editor.do({ kind: "number", id, rowNumbers: clean({ ...rowNumbers, ...change }) });
  const seats = (change: Partial<typeof seatNumbers>) =>
    editor.do({ kind: "number", id, seatNumbers: clean({ ...seatNumbers, ...change }) });
  const isInDetail = editor.mode.value === "labels" || editor.tool.value === "number";
  return (
    <Group title={w.title}>
      {isTable ? null : (
        <SelectLine
          id={`rows-scheme-${id}`}
          label={w.rows}
          value={`${rowNumbers.scheme}${rowNumbers.isFromBack ? "<" : ">"}`}
          options={schemes.flatMap((scheme) => [
            [`${scheme}>`, w.fromFront(examples(scheme))] as const,
            [`${scheme}<`, w.fromBack(examples(scheme))] as const,
          ])}
          disabled={isLocked}
          onValue={(value) => {
            const scheme = value.slice(0, -1) as Scheme;
            const { isFromBack: _, ...rest } = rowNumbers;
            const isFromBack = value.endsWith("<") ? { isFromBack: true as const } : {};
            editor.do({
              kind: "number",
              id,
              rowNumbers: clean({ ...rest, scheme, ...isFromBack }),
            });
          }}
        />
      )}
      <SelectLine
        id={`seats-direction-${id}`}
        label={w.seats}
        value={seatNumbers.direction}
        options={directions.map((direction) => [direction, w.directions[direction]])}
        disabled={isLocked}
        onValue={(direction) => seats({ direction })}
      />
      {isInDetail ? (
        <>
          <Details {...{ studio, id, rowNumbers, seatNumbers, rows, seats, isTable }} />
          <ExceptionLines studio={studio} section={section} />
        </>
      ) : (
        <button
          class="btn btn--ghost btn--sm pe__more"
          type="button"
          onClick={() => (editor.mode.value = "labels")}
        >
          {w.more}
        </button>
      )}
      <p class="help num">{sampleOf(block)}</p>
    </Group>
  );
}

type DetailsProps = {
  studio: Studio;
  id: string;
  rowNumbers: Block["rowNumbers"];
  seatNumbers: Block["seatNumbers"];
  rows: (change: Partial<Block["rowNumbers"]>) => boolean;
  seats: (change: Partial<Block["seatNumbers"]>) => boolean;
  isTable: boolean;
};

function Details({ studio, id, rowNumbers, seatNumbers, rows, seats, isTable }: DetailsProps) {
  const w = words().planEditor.numbering;
  const disabled = !studio.editor.canEdit.value;
  const skips = (text: string) =>
    [...new Set(text.split(/[\s,]+/).filter((one) => one !== "" && one.length <= 4))].slice(0, 40);
  return (
    <>
      <Line label={isTable ? w.start : w.starts}>
        <span class="pe__two">
          {isTable ? null : (
            <NumberInput
              id={`rows-start-${id}`}
              label={w.rowStart}
              unit={w.rowUnit}
              value={rowNumbers.start}
              min={1}
              max={9_999}
              disabled={disabled}
              onValue={(start) => rows({ start })}
            />
          )}
          <NumberInput
            id={`seats-start-${id}`}
            label={w.seatStart}
            unit={w.seatUnit}
            value={seatNumbers.start}
            min={0}
            max={99_999}
            disabled={disabled}
            onValue={(start) => seats({ start })}
          />
        </span>
      </Line>
      <SelectLine
        id={`seats-scheme-${id}`}
        label={w.seatScheme}
        value={seatNumbers.scheme ?? "1"}
        options={schemes.map((scheme) => [scheme, examples(scheme)])}
        disabled={disabled}
        onValue={(scheme) => seats({ scheme })}
      />
      <Line label={w.step} id={`seats-step-${id}`}>
        <NumberInput
          id={`seats-step-${id}`}
          label={w.step}
          value={seatNumbers.step}
          min={1}
          max={10}
          disabled={disabled}
          onValue={(step) => seats({ step })}
        />
      </Line>
      {isTable ? null : (
        <TextLine
          id={`rows-skip-${id}`}
          label={w.rowSkip}
          value={rowNumbers.skip.join(", ")}
          placeholder="I, O"
          disabled={disabled}
          onText={(text) => rows({ skip: skips(text) })}
        />
      )}
      <TextLine
        id={`seats-skip-${id}`}
        label={w.seatSkip}
        value={(seatNumbers.skip ?? []).join(", ")}
        placeholder="4, 13"
        disabled={disabled}
        onText={(text) => seats({ skip: skips(text) })}
      />
      {isTable ? null : (
        <CheckLine
          label={w.rowPad}
          isOn={rowNumbers.pad !== undefined}
          disabled={disabled}
          onChange={(isOn) => rows({ pad: isOn ? 2 : undefined })}
        />
      )}
      <CheckLine
        label={w.seatPad}
        isOn={seatNumbers.pad !== undefined}
        disabled={disabled}
        onChange={(isOn) => seats({ pad: isOn ? 2 : undefined })}
      />
    </>
  );
}

const examples = (scheme: Scheme) => ({ "1": "1, 2, 3", A: "A, B, C", 가: "가, 나, 다" })[scheme];

/** Without what is not set, as the plan keeps it. */
const clean = <T extends object>(numbers: T): T =>
  Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)) as T;

/** The names that come of it: of the rows, and of the first row's seats. */
function sampleOf(block: Block): string {
  const names = rowLabels(block);
  const seats = numbersByRow(block)(0, seatsPerRow(block)[0] ?? 1);
  return `${shortened(names)} · ${shortened(seats)}`;
}

const shortened = (names: readonly string[]) =>
  names.length <= 9
    ? names.join(" ")
    : `${names.slice(0, 6).join(" ")} … ${names.slice(-2).join(" ")}`;
