import { useEffect } from "preact/hooks";
import { quickAmounts } from "../money/cash.ts";
import { tenderKinds } from "../money/tender-pad.ts";
import { printReceipt, printTickets } from "../print/pieces.tsx";
import type { Counter } from "../screen/counter.ts";
import { type CounterKey, hasSingleKeys, meaningOf } from "./counter-keys.ts";
import { createKeyReader } from "./key-reader.ts";

const isField = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLElement && target.matches("input, textarea, select");

/** The keyboard and the scanner of a counter, while no dialog is open. */
export function useKeys(counter: Counter, onSheet: () => void): void {
  useEffect(() => {
    let before = "";
    const reader = createKeyReader({
      onKey(key) {
        const meaning = meaningOf(key);
        if (meaning && hasSingleKeys.peek()) press(counter, meaning, key, onSheet);
      },
      onCode(code) {
        // What a scanner has typed into a field was not meant for it.
        const field = document.activeElement;
        if (isField(field) && !field.matches("[type=search]")) {
          field.value = before;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
        counter.find(code);
      },
    });
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (document.querySelector("dialog[open]")) return;
      if (isField(event.target)) {
        if (!reader.isTyping()) before = event.target.value;
        if (reader.press(event, true)) event.preventDefault();
        return;
      }
      if (reader.press(event)) {
        event.preventDefault();
        return;
      }
      const isFree = !(
        event.target instanceof HTMLElement && event.target.matches("button, a, summary")
      );
      if (event.key === "Enter" && isFree) enter(counter);
    };
    document.addEventListener("keydown", pressed, true);
    return () => {
      document.removeEventListener("keydown", pressed, true);
      reader.stop();
    };
  }, [counter]);
}

function enter(counter: Counter): void {
  if (counter.done.peek()) counter.next();
  else if (counter.tab.peek() === "sell") void counter.pay();
}

function press(counter: Counter, key: CounterKey, typedKey: string, onSheet: () => void): void {
  const done = counter.done.peek();
  const { pad } = counter.sale;
  const kind = tenderKinds.find((each) => each === key);
  if (kind && !done) return pad.choose(kind);
  switch (key) {
    case "sheet":
      return onSheet();
    case "sell":
      counter.tab.value = "sell";
      return;
    case "find":
      return counter.find("");
    case "list":
      counter.isListed.value = !counter.isListed.peek();
      return;
    case "print":
      if (done) printTickets(done.receipt);
      return;
    case "receipt":
      if (done) printReceipt(done.receipt);
      return;
    case "next":
      return counter.next();
    case "clear":
      if (!done) counter.clear();
      return;
    case "exact":
      pad.entered.value = null;
      return;
    case "quick":
      return nextQuick(counter);
    case "amount":
      if (!done) pad.type(typedKey);
      return;
  }
}

/** The next of the quick amounts, from exact to the largest and around. */
function nextQuick({ sale: { pad }, about }: Counter): void {
  const quick = [null, ...quickAmounts(pad.leftMinor.peek(), about.currency)];
  pad.entered.value = quick[(quick.indexOf(pad.entered.peek()) + 1) % quick.length] ?? null;
}
