import type { Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { StockBlock } from "../../../contract/admin/stock/stock.ts";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import type { Selection } from "../staff-map/marking/selection.ts";
import { BlockForm } from "./block-form.tsx";
import { MoveDialog, ReleaseDialog } from "./move-dialog.tsx";
import type { Stock } from "./stock-state.ts";

/** The dialog that of a change that is open. */
export type AskedChange =
  | { act: "create" }
  | { act: "change" | "release" | "add" | "remove"; block: StockBlock };

export type DialogsProps = {
  stock: Stock;
  selection: Selection;
  asked: Signal<AskedChange | null>;
  timeZone: string;
  onTakeBack: () => void;
};

export function StockDialogs({ stock, selection, asked, timeZone, onTakeBack }: DialogsProps) {
  const w = words().adminStock;
  const now = asked.value;
  const seats = useMemo(() => [...selection.picked.peek()], [now]);
  if (!now) return null;
  const close = () => {
    stock.refusal.value = undefined;
    asked.value = null;
  };
  const done = () => {
    close();
    selection.clear();
    const action = { label: w.undo, run: onTakeBack };
    showToast({ text: w.done[now.act], ...(stock.undo.peek() && { action }) });
  };
  const on = { stock, onClose: close, onDone: done };
  switch (now.act) {
    case "create":
      return <BlockForm {...on} block={null} seats={seats} timeZone={timeZone} />;
    case "change":
      return <BlockForm {...on} block={now.block} seats={seats} timeZone={timeZone} />;
    case "release":
      return <ReleaseDialog {...on} block={now.block} />;
    default:
      return <MoveDialog {...on} block={now.block} seats={seats} way={now.act} />;
  }
}
