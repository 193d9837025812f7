import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import type { Stock } from "./stock-state.ts";

/** Takes the last change back, and tells what became of it. */
export async function takeBack(stock: Stock): Promise<void> {
  const w = words().adminStock;
  const isDone = await stock.takeBack();
  const code = stock.refusal.value?.code;
  showToast({ text: isDone || !code ? w.undone : words().problem[code] });
}
