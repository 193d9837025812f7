import { Icon } from "./icon.tsx";

/** The error under a field. The line always exists, so that a screen reader announces changes. */
export function FaultLine({ id, text }: { id: string; text: string | null }) {
  return (
    <p class="error" id={id} role="alert" hidden={text === null}>
      <Icon name="alert" size={16} />
      <span>{text}</span>
    </p>
  );
}

/** After the errors have rendered, focuses the first one. */
export function focusFault(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>("[aria-invalid='true']")?.focus(),
  );
}
