import type { ComponentChildren } from "preact";

/**
 * A table that scrolls by itself where it is too wide, also by keyboard, and has a name. One of things rather than of
 * figures is stacked on a phone: each line a small card, whose cells say with `data-label` what stood above them.
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

/** A title that begins with ">" stands over a column of figures; over a column of buttons stands none. */
type TableProps = {
  name: string;
  head: string[];
  isStacked?: boolean;
  children: ComponentChildren;
};
