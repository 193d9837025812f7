import { listActs } from "../../api/admin.ts";
import { words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { may } from "../staff/employer.ts";
import { ActList } from "./activity-list.tsx";

type ObjectHistoryProps = {
  /** Of the object, as the log names it. */
  id: string;
  /** Grows with each change, so that the history is read again. */
  revision?: number;
  title?: string;
  /** For an object with parts that have histories of their own. */
  withObject?: boolean;
};

/** What has been done to one object, for those who may read the log. */
export function ObjectHistory({ id, revision = 0, title, withObject = false }: ObjectHistoryProps) {
  const w = words().adminActs;
  const acts = useResource(`acts ${id} ${revision}`, () =>
    may("audit.read") ? listActs(id) : Promise.resolve({ items: [], nextCursor: null }),
  );
  if (!acts.data || acts.data.items.length === 0) return null;
  const name = title ?? w.title;
  return (
    <section class="adm__card" aria-label={name}>
      <h2>{name}</h2>
      <ActList acts={acts.data.items} withObject={withObject} />
    </section>
  );
}
