import type { ComponentChildren } from "preact";

/** One part of the design page, with its name. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  const id = `design-${title.toLowerCase().replaceAll(" ", "-")}`;
  return (
    <section class="design__part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
