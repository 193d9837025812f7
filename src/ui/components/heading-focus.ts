import { useLayoutEffect, useRef } from "preact/hooks";

/** The heading takes the focus, so that a screen reader begins there; also where what was pressed is there no more. */
export function focusHeading(): void {
  focusText(document.querySelector("main h1") ?? document.getElementById("main"));
}

/** Where the focus goes that has no control to go to. */
export function focusText(heading: HTMLElement | null): void {
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** The focus of what was pressed and is gone with what it changed goes where it is of use. */
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
