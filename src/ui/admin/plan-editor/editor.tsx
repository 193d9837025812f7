import "./editor.css";
import "./panels.css";
import "./panel-lists.css";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../state/language.ts";
import { Bubble } from "./bubble.tsx";
import { EditorCanvas } from "./canvas/editor-canvas.tsx";
import type { Studio } from "./studio.ts";
import { KeySheet, PublishDialog, RestrictedDialog } from "./dialogs.tsx";
import { LockNote } from "./lock-note.tsx";
import { SidePanel } from "./panels/side-panel.tsx";
import { showPicture } from "./state/background.ts";
import { useFindings } from "./state/findings.ts";
import { pressKey } from "./state/keys.ts";
import { StatusBar } from "./status-bar.tsx";
import { ToolBar } from "./tool-bar.tsx";
import { TopBar } from "./top-bar.tsx";

/** The whole screen: the bar on top, the tools, the plan and the panel. */
export function EditorScreen({ studio }: { studio: Studio }) {
  const { editor } = studio;
  const w = words().planEditor;
  const ref = useRef<HTMLDivElement>(null);
  const findings = useFindings(studio);
  const faults = findings?.filter(({ isError }) => isError).length ?? 0;
  useEffect(() => watchKeys(studio), [studio]);
  useEffect(() => void showPicture(studio), [studio]);
  useSignalEffect(() => {
    const refused = editor.refused.value;
    if (refused) editor.say(w.refusals[refused.reason](refused.id ?? ""));
  });
  const { dialog, asked } = studio;
  const close = () => (dialog.value = null);
  return (
    <div ref={ref} class="pe" data-fan={editor.mode.value === "fan" ? "" : undefined}>
      <TopBar studio={studio} faults={faults} findings={findings?.length ?? 0} />
      <ToolBar studio={studio} />
      <main id="main" class="pe__main" tabIndex={-1}>
        <EditorCanvas studio={studio} />
        <Bubble studio={studio} />
        <LockNote studio={studio} />
        <StatusBar studio={studio} />
      </main>
      <SidePanel studio={studio} findings={findings} />
      <p class="sr-only" role="status" aria-live="polite">
        {editor.said.value}
      </p>
      {dialog.value === "keys" ? <KeySheet studio={studio} onClose={close} /> : null}
      {dialog.value === "publish" ? <PublishDialog studio={studio} onClose={close} /> : null}
      {asked.value ? <RestrictedDialog studio={studio} seats={asked.value} /> : null}
    </div>
  );
}

/** Keys work wherever no text is being typed, and the canvas alone takes arrows and Enter. */
function watchKeys(studio: Studio): () => void {
  const isTyping = (target: EventTarget | null) =>
    target instanceof HTMLElement &&
    (target.closest("input:not([type=range], [type=checkbox]), textarea, select, dialog") !==
      null ||
      target.isContentEditable);
  const down = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
    const isOnCanvas = event.target instanceof HTMLCanvasElement;
    if (event.code === "Space" && isOnCanvas) {
      studio.isSpace = true;
      return event.preventDefault();
    }
    const isPlain = !event.ctrlKey && !event.metaKey && event.key.length === 1;
    if (isPlain && !studio.hasKeys.peek() && event.key !== "?") return;
    if (pressKey(studio, event, isOnCanvas)) event.preventDefault();
  };
  const up = (event: KeyboardEvent) => {
    if (event.code === "Space") studio.isSpace = false;
  };
  addEventListener("keydown", down);
  addEventListener("keyup", up);
  return () => {
    removeEventListener("keydown", down);
    removeEventListener("keyup", up);
  };
}
