import { useSignal } from "@preact/signals";
import { Icon } from "../../../components/icon.tsx";
import { count } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { saveFile } from "../../import/fault-file.ts";
import type { StaffHall } from "../staff-hall.ts";
import { MarkIcon } from "./mark-icon.tsx";
import type { MapTools, MapTool, Marking } from "./map-tools.ts";
import { seatsAsked } from "./question-seats.ts";
import { readQuestion } from "./seat-query.ts";
import type { Selection } from "./selection.ts";

type MarkBarProps = { staff: StaffHall; selection: Selection; tools: MapTools };

const tools: readonly MapTool[] = ["move", "paint", "box"];
const unknownMax = 5;

/** Ways to choose many seats: with a brush or a box on the map, by a question, and from a file. */
export function MarkBar({ staff, selection, tools: { tool } }: MarkBarProps) {
  const w = words().staffMark;
  return (
    <div class="smark">
      <div class="smark__tools" role="group" aria-label={w.tools}>
        {tools.map((name) => (
          <button
            key={name}
            class="icon-btn"
            type="button"
            aria-pressed={tool.value === name}
            aria-label={w.tool[name]}
            title={w.tool[name]}
            onClick={() => (tool.value = name)}
          >
            <MarkIcon name={name} />
          </button>
        ))}
      </div>
      <Question staff={staff} selection={selection} />
      <Files staff={staff} selection={selection} />
    </div>
  );
}

function Question({ staff, selection }: Omit<MarkBarProps, "tools">) {
  const [w, lang] = [words().staffMark, language.value];
  const text = useSignal("");
  const said = useSignal<string | null>(null);
  const isWrong = useSignal(false);
  const ask = (marking: Marking) => {
    const question = readQuestion(text.value);
    const found =
      "wrongAt" in question ? question : seatsAsked(staff.hall.places, question.clauses);
    isWrong.value = !("seats" in found);
    if ("wrongAt" in found) said.value = w.wrongAt(found.wrongAt);
    else if ("unknown" in found) said.value = w.unknownSection(found.unknown);
    else {
      selection.mark(found.seats, marking);
      said.value = w.found(count(found.seats.length, lang), found.seats.length);
    }
  };
  return (
    <form
      class="smark__ask"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        ask("add");
      }}
    >
      <label class="sr" for="seat-question">
        {w.question}
      </label>
      <input
        class="input"
        id="seat-question"
        type="text"
        autocomplete="off"
        placeholder={w.example}
        aria-describedby="seat-question-said"
        aria-invalid={isWrong.value}
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      <button class="btn btn--secondary btn--sm" type="submit">
        {w.add}
      </button>
      <button class="btn btn--secondary btn--sm" type="button" onClick={() => ask("remove")}>
        {w.remove}
      </button>
      <p
        class={`smark__said t-14 ${isWrong.value ? "error" : "c-2"}`}
        id="seat-question-said"
        role="status"
      >
        {said.value}
      </p>
    </form>
  );
}

/** What reads and writes files comes with the first of them. */
async function loadTables() {
  const [encoding, tables] = await Promise.all([
    import("../../../../contract/plan/exchange/text-encoding.ts"),
    import("./seat-table.ts"),
  ]);
  return { ...encoding, ...tables };
}

function Files({ staff: { hall, seats, schedule }, selection }: Omit<MarkBarProps, "tools">) {
  const [w, lang] = [words().staffMark, language.value];
  const told = useSignal<string | null>(null);
  const open = async (file: File | undefined) => {
    if (!file) return;
    const { decodeText, readSeatTable } = await loadTables();
    const read = decodeText(new Uint8Array(await file.arrayBuffer()));
    if (!read) return void (told.value = w.noText);
    const found = readSeatTable(hall.places, read.text);
    selection.mark(found.seats, "add");
    const names = found.unknown.slice(0, unknownMax).map(({ line, name }) => `${line}: ${name}`);
    told.value = [
      w.found(count(found.seats.length, lang), found.seats.length),
      ...(names.length > 0 ? [w.unknownSeats(found.unknown.length, names.join(", "))] : []),
    ].join(" ");
  };
  const save = async () => {
    const { writeSeatTable } = await loadTables();
    const { kinds } = words().staffMap;
    const chosen = [...selection.picked.value].sort((a, b) => a - b);
    const more = (seat: number) => [kinds[seats.kindAt(seat)]];
    saveFile(
      `seats-${schedule.id.slice(0, 8)}.csv`,
      writeSeatTable(hall.places, chosen, w.columns.split(","), more),
    );
  };
  return (
    <div class="smark__files">
      <label class="btn btn--secondary btn--sm">
        <Icon name="download" size={16} />
        {w.open}
        <input
          class="sr"
          type="file"
          accept=".csv,.txt,text/csv"
          onChange={(event) => {
            void open(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </label>
      <button
        class="btn btn--secondary btn--sm"
        type="button"
        disabled={selection.count.value === 0}
        onClick={() => void save()}
      >
        {w.save}
      </button>
      <p class="smark__said t-14 c-2" role="status">
        {told.value}
      </p>
    </div>
  );
}
