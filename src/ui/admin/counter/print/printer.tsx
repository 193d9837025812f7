import "./print.css";
import { useLayoutEffect, useRef } from "preact/hooks";
import { language } from "../../../state/language.ts";
import { pageRule, paper, sheet } from "./paper.ts";

/** The sheet that is being printed. It is laid out at the paper's width first, because a roll is as long as its print. */
export function Printer() {
  const ref = useRef<HTMLDivElement>(null);
  const shown = sheet.value;
  const kind = paper.value;
  useLayoutEffect(() => {
    const element = ref.current;
    if (shown === null || !element) return undefined;
    const pieces = [...element.querySelectorAll<HTMLElement>("[data-piece]")];
    const heights = pieces.map((piece) => piece.getBoundingClientRect().height);
    // The content policy allows no style element.
    const rules = new CSSStyleSheet();
    rules.replaceSync(pageRule(kind, Math.max(0, ...heights)));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
    const done = () => (sheet.value = null);
    addEventListener("afterprint", done, { once: true });
    print();
    return () => {
      removeEventListener("afterprint", done);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== rules);
    };
  }, [shown, kind]);
  return (
    <div ref={ref} class={`paper paper--${kind}`} lang={language.value} aria-hidden="true">
      {shown}
    </div>
  );
}
