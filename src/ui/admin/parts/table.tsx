import type { ComponentChildren } from "preact";

/**
 * A named table that scrolls within itself if it is too wide, also by keyboard. A table of things rather than of figures
 * is stacked on a phone: each row is a small card, whose cells repeat their column titles from `data-label`.
 */
export function Table({ name, head, isStacked = false, children }: TableProps) {
  const look = isStacked ? "adm__scroll adm__scroll--stacked" : "adm__scroll";
  return (
    <div class={look} role="group" aria-label={name} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            {head.map((title) => {
              if (title === "") return <td key={title} />;
              const isRight = title.startsWith(">");
              return (
                <th key={title} scope="col" class={isRight ? "right" : undefined}>
                  {isRight ? title.slice(1) : title}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** A title that starts with ">" marks a column of figures; a column of buttons has no title. */
type TableProps = {
  name: string;
  head: string[];
  isStacked?: boolean;
  children: ComponentChildren;
};
