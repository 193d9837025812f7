import { useLayoutEffect, useRef } from "preact/hooks";

/** Focuses the heading, so that a screen reader starts there; also used when the pressed control is gone. */
export function focusHeading(): void {
  focusText(document.querySelector("main h1") ?? document.getElementById("main"));
}

/** The place for a focus without a control. */
export function focusText(heading: HTMLElement | null): void {
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** Moves the focus of a control that disappeared with its press to a useful place. */
export function useFocusAfter(changed: unknown, focus: () => void) {
  const pressed = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (pressed.current?.isConnected !== false) return;
    pressed.current = null;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) focus();
  }, [changed]);
  return ({ target }: Event) => {
    pressed.current = target instanceof Element ? target.closest("button") : null;
    return pressed.current;
  };
}
