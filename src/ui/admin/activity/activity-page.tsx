import type { Act } from "../../../contract/admin/activity.ts";
import { type ActFilter, exportActs, listActs } from "../../api/admin.ts";
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
import { boundsOf, DayField, type Days, readDays } from "../parts/days.tsx";
import { More } from "../parts/more-button.tsx";
import { SearchForm } from "../parts/search-form.tsx";

/** The whole activity log, newest first, to search and to download. */
export function ActsPage({ query }: PageProps) {
  const { adminActs } = words();
  const w = adminActs;
  useTitle(w.all);
  const filter = { search: (query.get("search") ?? "").trim().slice(0, 100), ...readDays(query) };
  const address = addressOf(filter);
  const go = (change: Partial<Filter>) =>
    navigate(addressOf({ ...filter, ...change }), { replace: true });
  return (
    <>
      <div class="adm__head">
        <h1>{w.all}</h1>
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          onClick={() => void download(askedOf(filter))}
        >
          {w.download}
        </button>
      </div>
      <SearchForm
        key={filter.search}
        label={w.search}
        text={filter.search}
        onSearch={(search) => go({ search })}
      />
      <div class="adm__filters">
        {(["since", "until"] as const).map((name) => (
          <DayField
            key={name}
            name={name}
            label={adminActs[name]}
            value={filter[name]}
            onChange={(day) => go({ [name]: day })}
          />
        ))}
        {address === home ? null : (
          <div class="adm__last">
            <a class="btn btn--quiet btn--sm" href={home}>
              {w.clear}
            </a>
          </div>
        )}
      </div>
      <Found key={address} address={address} filter={askedOf(filter)} />
    </>
  );
}

type Filter = Days & { search: string };

const home = "/admin/acts";

function addressOf(filter: Filter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
  return query.size > 0 ? `${home}?${query.toString()}` : home;
}

const askedOf = ({ search, ...days }: Filter): ActFilter => ({
  ...(search === "" ? {} : { search }),
  ...boundsOf(days),
});

async function download(filter: ActFilter): Promise<void> {
  try {
    const address = URL.createObjectURL(await exportActs(filter));
    const link = document.createElement("a");
    link.href = address;
    link.download = "acts.csv";
    link.click();
    URL.revokeObjectURL(address);
  } catch (thrown) {
    showToast({ text: problemText(asApiError(thrown)) });
  }
}

function Found({ address, filter }: { address: string; filter: ActFilter }) {
  const w = words().adminActs;
  const acts = useList<Act>(`admin-all ${address}`, (cursor) =>
    listActs(undefined, cursor, filter),
  );
  const { data, error } = acts;
  return (
    <>
      {!data && error ? <Trouble error={error} onRetry={() => void acts.reload()} /> : null}
      {!data && !error ? <SkeletonLines lines={8} /> : null}
      {data ? (
        <section class="adm__card" aria-label={w.all}>
          {data.items.length === 0 && address !== home ? (
            <p class="c-2">{w.noneFound}</p>
          ) : (
            <ActList acts={data.items} withObject />
          )}
          <More list={acts} />
        </section>
      ) : null}
    </>
  );
}
