import { Icon } from "../../components/icon.tsx";

/** What is wrong with a field, under it. The line is always there, so that what comes into it is read out. */
export function FaultLine({ id, text }: { id: string; text: string | null }) {
  return (
    <p class="error" id={id} role="alert" hidden={text === null}>
      <Icon name="alert" size={16} />
      <span>{text}</span>
    </p>
  );
}

/** Once what is missing has been drawn as such, whoever pressed is led to the first of it. */
export function focusFault(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>("[aria-invalid='true']")?.focus(),
  );
}
