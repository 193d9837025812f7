import { signal, useSignal } from "@preact/signals";
import type { PersonSummary } from "../../../contract/admin/people/people.ts";
import { listPeople } from "../../api/selling/people.ts";
import { Amount } from "../../components/amount.tsx";
import { Empty } from "../../components/feedback/empty.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { navigate } from "../../state/router.ts";
import { DayField } from "../parts/days.tsx";
import { Minute } from "../parts/moment.tsx";
import { More } from "../parts/more-button.tsx";
import { useList } from "../parts/paged-list.ts";
import { SearchForm } from "../parts/search-form.tsx";
import { Table } from "../parts/table.tsx";
import { may } from "../staff/employer.ts";
import { TierRulesDialog } from "./tier-rules-dialog.tsx";

const names = ["search", "tier", "state", "minSpent", "orderedSince", "sort"] as const;
type Filter = Record<(typeof names)[number], string>;

const readFilter = (query: URLSearchParams): Filter =>
  Object.fromEntries(names.map((name) => [name, query.get(name) ?? ""])) as Filter;

function addressOf(filter: Filter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
  return query.size === 0 ? "/admin/people" : `/admin/people?${query}`;
}

/** Everybody who has an account. */
export function PeoplePage({ query }: PageProps) {
  const w = words().peoplePages;
  useTitle(w.title);
  const isRuling = useSignal(false);
  const filter = readFilter(query);
  const go = (change: Partial<Filter>) =>
    navigate(addressOf({ ...filter, ...change }), { replace: true });
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
        {may("members.edit") ? (
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            onClick={() => (isRuling.value = true)}
          >
            {w.rules}
          </button>
        ) : null}
      </div>
      <SearchForm
        key={filter.search}
        label={w.search}
        text={filter.search}
        onSearch={(search) => go({ search })}
      />
      <Filters filter={filter} onChange={go} />
      <Found key={addressOf(filter)} filter={filter} />
      {isRuling.value ? <TierRulesDialog onClose={() => (isRuling.value = false)} /> : null}
    </>
  );
}

type FiltersProps = { filter: Filter; onChange: (change: Partial<Filter>) => void };

function Filters({ filter, onChange }: FiltersProps) {
  const w = words().peoplePages;
  return (
    <div class="adm__filters">
      <Select
        name="state"
        label={w.state}
        value={filter.state}
        options={[
          ["", w.all],
          ["active", w.states.active],
          ["suspended", w.states.suspended],
        ]}
        onChange={(state) => onChange({ state })}
      />
      <Typed
        name="tier"
        label={w.tier}
        value={filter.tier}
        pattern="[a-z0-9\-]{1,20}"
        onChange={(tier) => onChange({ tier })}
      />
      <Typed
        name="minSpent"
        label={w.minSpent}
        value={filter.minSpent}
        pattern="\d{1,12}"
        onChange={(minSpent) => onChange({ minSpent })}
      />
      <DayField
        name="orderedSince"
        label={w.orderedSince}
        value={filter.orderedSince}
        onChange={(orderedSince) => onChange({ orderedSince })}
      />
      <Select
        name="sort"
        label={w.sort}
        value={filter.sort || "newest"}
        options={(["newest", "spent", "last-order"] as const).map((sort) => [sort, w.sorts[sort]])}
        onChange={(sort) => onChange({ sort: sort === "newest" ? "" : sort })}
      />
    </div>
  );
}

type FieldProps = {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
};

function Select({ name, label, value, options, onChange }: FieldProps & { options: string[][] }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select
        class="input"
        id={name}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

function Typed({ name, label, value, pattern, onChange }: FieldProps & { pattern: string }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        class="input"
        id={name}
        value={value}
        pattern={pattern}
        onChange={({ currentTarget }) => {
          if (currentTarget.checkValidity()) onChange(currentTarget.value.trim());
        }}
      />
    </div>
  );
}

/** Whether a search found more people than it looks through, by address. */
const cuts = signal<Record<string, boolean>>({});

function Found({ filter }: { filter: Filter }) {
  const w = words().peoplePages;
  const lang = language.value;
  const address = addressOf(filter);
  const list = useList<PersonSummary>(`people ${address}`, async (cursor) => {
    const { orderedSince, ...asked } = filter;
    const since = orderedSince === "" ? "" : new Date(`${orderedSince}T00:00:00`).toISOString();
    const given = Object.entries({ ...asked, orderedSince: since }).filter(([, v]) => v !== "");
    const page = await listPeople(Object.fromEntries(given), cursor);
    if (page.isCut !== (cuts.peek()[address] ?? false))
      cuts.value = { ...cuts.peek(), [address]: page.isCut };
    return page;
  });
  const note = cuts.value[address] === true ? <p class="note note--warn">{w.isCut}</p> : null;
  const { data, error } = list;
  if (!data && error) return <Trouble error={error} onRetry={() => void list.reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  if (data.items.length === 0)
    return (
      <Empty icon="search" title={w.none}>
        {note ?? <p class="c-2">{w.noneText}</p>}
      </Empty>
    );
  return (
    <section class="adm__card" aria-label={w.title}>
      {note}
      <Table
        name={w.title}
        head={[w.name, w.email, w.tier, `>${w.orders}`, `>${w.spent}`, w.lastOrder, w.since]}
        isStacked
      >
        {data.items.map((person) => (
          <tr key={person.id}>
            <td class="adm__what">
              <a class="semi" href={`/admin/people/${person.id}`}>
                {person.name}
              </a>
              {person.suspendedAt === null ? null : (
                <span class="badge badge--low badge--box">{w.suspended}</span>
              )}
            </td>
            <td data-label={w.email}>{person.email}</td>
            <td data-label={w.tier}>{person.tier ?? <span class="c-3">{w.noTier}</span>}</td>
            <td data-label={w.orders} class="right num">
              {count(person.orders, lang)}
            </td>
            <td data-label={w.spent} class="right">
              <Amount of={person.spent} />
            </td>
            <td data-label={w.lastOrder}>
              {person.lastOrderAt === null ? "–" : <Minute time={person.lastOrderAt} />}
            </td>
            <td data-label={w.since}>
              <Minute time={person.createdAt} />
            </td>
          </tr>
        ))}
      </Table>
      <More list={list} />
    </section>
  );
}
