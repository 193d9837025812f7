import { signal } from "@preact/signals";
import {
  type RowForm,
  type StandingForm,
  type TableForm,
  usualRows,
  usualTable,
} from "../tools/making.ts";

/** The choices of the tools, kept while the editor is open. */
export class ToolOptions {
  readonly rows = signal<RowForm>({ ...usualRows, rows: 1, seats: 0 });
  readonly block = signal<RowForm>(usualRows);
  readonly table = signal<TableForm>(usualTable);
  /** No capacity means as many as the area has room for. */
  readonly standing = signal<StandingForm>({ mode: "entryNumber", capacity: 0 });
  /** New rows join the selected section. */
  readonly isJoining = signal(false);
  readonly zone = signal("");
  readonly mark = signal<"accessible" | "companion">("accessible");
  readonly restrictedText = signal({ ko: "", en: "" });
  /** 0 turns it off. */
  readonly gridCm = signal(50);
  /** The points between which the picture is measured. */
  readonly measured = signal<readonly (readonly [number, number])[]>([]);
}
