import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import type { Filter } from "../chooser/filter.ts";
import type { CodeDialogProps } from "./code-dialog.tsx";
import type { CodedSeats } from "./coded-seats.ts";

type ChipsProps = { coded: CodedSeats; filter: Filter; hasCodes: boolean };

/** The way to seats that only a code opens, on a date that has such seats. */
export function CodeChips({ coded, filter, hasCodes }: ChipsProps) {
  const w = words().coded;
  const dialog = useSignal<{ Dialog: ComponentType<CodeDialogProps> } | null>(null);
  const open = coded.opened.value;
  if (!open && !hasCodes) return null;
  const load = async () => {
    const { CodeDialog } = await import("./code-dialog.tsx");
    dialog.value = { Dialog: CodeDialog };
  };
  const { Dialog } = dialog.value ?? {};
  return (
    <>
      {open ? (
        <button
          class="chip"
          type="button"
          aria-pressed={filter.isCoded.value}
          onClick={() => {
            filter.isCoded.value = !filter.isCoded.value;
          }}
        >
          {w.mine}
          <span class="n">{count(open.seats.size, language.value)}</span>
        </button>
      ) : null}
      <button class="chip" type="button" onClick={() => void load().catch(() => {})}>
        {open ? w.change : w.have}
      </button>
      {Dialog ? (
        <Dialog
          coded={coded}
          onDone={(isOpened) => {
            filter.isCoded.value = isOpened;
          }}
          onClose={() => {
            dialog.value = null;
          }}
        />
      ) : null}
    </>
  );
}
