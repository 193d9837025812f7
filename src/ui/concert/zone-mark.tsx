/** The round mark of a price zone: its color and its letter. */
export function ZoneMark({ color, name }: { color: number; name: string }) {
  return (
    <span class={`zone zone--${color}`} aria-hidden="true">
      {[...name][0] ?? ""}
    </span>
  );
}
