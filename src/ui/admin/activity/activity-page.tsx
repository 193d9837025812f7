import type { Act } from "../../../contract/admin/activity.ts";
import { exportActs, listActs } from "../../api/admin.ts";
import { asApiError } from "../../api/problem.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { useTitle } from "../../components/title.tsx";
import { problemText, Trouble } from "../../components/feedback/trouble.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { words } from "../../state/language.ts";
import { navigate } from "../../state/router.ts";
import { showToast } from "../../state/toast.ts";
import { ActList } from "./activity-list.tsx";
import { useList } from "../parts/paged-list.ts";
import { More } from "../parts/more-button.tsx";
import { SearchForm } from "../parts/search-form.tsx";

/** All that admins have done, newest first, to search and to download. */
export function ActsPage({ query }: PageProps) {
  const w = words().adminActs;
  useTitle(w.all);
  const search = query.get("search") ?? "";
  const find = (text: string) =>
    navigate(`/admin/acts${text === "" ? "" : `?search=${encodeURIComponent(text)}`}`, {
      replace: true,
    });
  return (
    <>
      <div class="adm__head">
        <h1>{w.all}</h1>
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          onClick={() => void download(search)}
        >
          {w.download}
        </button>
      </div>
      <SearchForm label={w.search} text={search} onSearch={find} />
      <Found key={search} search={search} />
    </>
  );
}

async function download(search: string): Promise<void> {
  try {
    const address = URL.createObjectURL(await exportActs(search));
    const link = document.createElement("a");
    link.href = address;
    link.download = "acts.csv";
    link.click();
    URL.revokeObjectURL(address);
  } catch (thrown) {
    showToast({ text: problemText(asApiError(thrown)) });
  }
}

function Found({ search }: { search: string }) {
  const w = words().adminActs;
  const acts = useList<Act>(`admin-all-acts ${search}`, (cursor) =>
    listActs(undefined, cursor, search),
  );
  const { data, error } = acts;
  return (
    <>
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
