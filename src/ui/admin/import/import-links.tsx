import { withQuery } from "../../api/admin.ts";
import { words } from "../../state/language.ts";
import { may } from "../staff/employer.ts";

/** Links that bring in the dates of a concert and their prices, after one of its dates. */
export function ImportLinks({ date }: { date: string | undefined }) {
  const w = words().adminImport;
  if (date === undefined || !may("imports.run")) return null;
  return (
    <p class="row">
      {w.from}
      {(["dates", "prices"] as const).map((kind) => (
        <a key={kind} class="link" href={withQuery("/admin/import", { kind, date })}>
          {w.kind[kind]}
        </a>
      ))}
    </p>
  );
}
