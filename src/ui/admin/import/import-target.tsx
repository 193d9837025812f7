import type { AdminSchedule } from "../../../contract/admin/sales.ts";
import type { z } from "zod";
import type { ImportKind } from "../../../contract/import/columns.ts";
import { getWatchedSale, listAdminSchedules, withQuery } from "../../api/admin.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { When } from "../../components/when.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { More } from "../parts/more-button.tsx";
import { useList } from "../parts/paged-list.ts";
import { SearchForm } from "../parts/search-form.tsx";
import { Table } from "../parts/table.tsx";

type Schedule = z.infer<typeof AdminSchedule>;
type Line = { date: Schedule; presale: Schedule["presales"][number] | null };
type ChoiceProps = { kind: ImportKind; search: string };

export const ofPresale = (kind: ImportKind): boolean => kind === "codes" || kind === "emails";

/** The dates to come, or their presales, each with a link that chooses it. */
export function TargetChoice({ kind, search }: ChoiceProps) {
  const w = words().adminImport;
  const dates = useList<Schedule>(`import-dates ${search}`, (cursor) =>
    listAdminSchedules({ when: "coming", search: search || undefined, cursor }),
  );
  const find = (text: string) =>
    navigate(withQuery("/admin/import", { kind, search: text }), { replace: true });
  const { data, error } = dates;
  const lines = (data?.items ?? []).flatMap((date): Line[] =>
    ofPresale(kind)
      ? date.presales.map((presale) => ({ date, presale }))
      : [{ date, presale: null }],
  );
  return (
    <section class="adm__card" aria-labelledby="import-where">
      <h2 id="import-where">{w.where[kind]}</h2>
      <SearchForm label={words().adminSale.search} text={search} onSearch={find} />
      {!data && error ? <Trouble error={error} onRetry={() => void dates.reload()} /> : null}
      {!data && !error ? <SkeletonLines lines={4} /> : null}
      {data && lines.length === 0 ? (
        <p class="c-2">{ofPresale(kind) ? w.noPresales : words().adminSale.nothingFound}</p>
      ) : null}
      {lines.length > 0 ? (
        <Table
          name={w.where[kind]}
          head={[w.show, ...(ofPresale(kind) ? [w.presale] : []), ""]}
          isStacked
        >
          {lines.map(({ date, presale }) => (
            <tr key={presale?.id ?? date.id}>
              <td class="adm__what">
                <Named date={date} />
              </td>
              {presale ? <td>{local(presale.name)}</td> : null}
              <td class="right">
                <a
                  class="btn btn--secondary btn--sm"
                  href={withQuery("/admin/import", { kind, date: date.id, presale: presale?.id })}
                  aria-label={`${w.choose}: ${local(date.title)} ${presale ? local(presale.name) : ""}`}
                >
                  {w.choose}
                </a>
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
      <More list={dates} />
    </section>
  );
}

function Named({ date }: { date: Schedule }) {
  return (
    <>
      <b>{local(date.title)}</b>
      <span class="t-12 c-3">
        <When time={date.startsAt} timeZone={date.timeZone} /> · {local(date.venue)}
      </span>
    </>
  );
}

type ChosenProps = { kind: ImportKind; date: string; presale: string | null };

/** What the table is for, with a link to choose something else. */
export function ChosenTarget({ kind, date, presale }: ChosenProps) {
  const w = words().adminImport;
  const sale = useResource(`import-date ${date}`, () => getWatchedSale(date));
  const { data, error } = sale;
  if (!data)
    return error ? (
      <Trouble error={error} onRetry={() => void sale.reload()} />
    ) : (
      <SkeletonLines lines={2} />
    );
  const chosen = data.schedule.presales.find(({ id }) => id === presale);
  return (
    <section class="adm__card" aria-label={w.show}>
      <div class="between">
        <p class="adm__what">
          <Named date={data.schedule} />
          {chosen ? <span>{local(chosen.name)}</span> : null}
        </p>
        <a class="btn btn--quiet btn--sm" href={withQuery("/admin/import", { kind })}>
          {w.another}
        </a>
      </div>
    </section>
  );
}
