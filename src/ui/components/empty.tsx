import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

/** Says that there is nothing yet, and what would be next. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <p class="t-18 semi">{title}</p>
      {children}
    </div>
  );
}

type EmptyProps = { icon: IconName; title: string; children?: ComponentChildren };
