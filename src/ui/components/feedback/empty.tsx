import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../icon.tsx";

/** Shows that there is nothing yet and what to do next. If it fills the page, its title is the page's heading. */
export function Empty({ icon, title, isPage, children }: EmptyProps) {
  const Title = isPage === true ? "h1" : "p";
  return (
    <div class="empty">
      <Icon name={icon} />
      <Title class="t-18 semi">{title}</Title>
      {children}
    </div>
  );
}

type EmptyProps = {
  icon: IconName;
  title: string;
  isPage?: boolean;
  children?: ComponentChildren;
};
