import type { ComponentChildren } from "preact";

/** A table that scrolls by itself where it is too wide, also by keyboard, and has a name. */
export function Table({ name, head, children }: TableProps) {
  return (
    <div class="adm__scroll" role="group" aria-label={name} tabIndex={0}>
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
type TableProps = { name: string; head: string[]; children: ComponentChildren };
