import type { Act } from "../../../contract/admin/activity.ts";
import { listActs } from "../../api/admin.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { useTitle } from "../../components/title.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { ActList } from "./activity-list.tsx";
import { useList } from "../parts/paged-list.ts";
import { More } from "../parts/more-button.tsx";

/** All that admins have done, newest first. */
export function ActsPage() {
  const w = words().adminActs;
  useTitle(w.all);
  const acts = useList<Act>("admin-all-acts", (cursor) => listActs(undefined, cursor));
  const { data, error } = acts;
  return (
    <>
      <div class="adm__head">
        <h1>{w.all}</h1>
      </div>
      {!data && error ? <Trouble error={error} onRetry={() => void acts.reload()} /> : null}
      {!data && !error ? <SkeletonLines lines={8} /> : null}
      {data ? (
        <section class="adm__card" aria-label={w.all}>
          <ActList acts={data.items} withObject />
          <More list={acts} />
        </section>
      ) : null}
    </>
  );
}
