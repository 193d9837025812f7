import { useEffect } from "preact/hooks";
import type { Category } from "../../contract/catalog/categories.ts";
import type { LocalText } from "../../contract/money/money.ts";
import { Icon } from "../components/icon.tsx";
import { type ListFilter, listSearch } from "../loaded-names.ts";
import { clock } from "../state/clock.ts";
import { local } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { navigate } from "../state/router.ts";

/** Links and a form, so that filters work without script and with the back button. */
export function Filters({ filter, cities, categories }: FiltersProps) {
  const w = words();
  // The chosen filter may be at the end of a scrolling row.
  useEffect(() => {
    for (const chip of document.querySelectorAll<HTMLElement>(".filters .chip[aria-current]"))
      if (chip.parentElement) chip.parentElement.scrollLeft = chip.offsetLeft - 40;
  }, [filter]);
  return (
    <section class="filters" aria-label={w.list.filters}>
      <div class="chips chips--scroll" role="group" aria-label={w.home.genres}>
        <Choice filter={filter} change={{ genre: undefined }} name={w.home.all} />
        {categories.map(({ slug, name }) => (
          <Choice key={slug} filter={filter} change={{ genre: slug }} name={local(name)} />
        ))}
      </div>
      <div class="chips chips--scroll" role="group" aria-label={w.list.city}>
        <Choice filter={filter} change={{ city: undefined }} name={w.list.anywhere} />
        {cities.map((city) => (
          <Choice key={city.en} filter={filter} change={{ city: city.en }} name={local(city)} />
        ))}
      </div>
      <Days filter={filter} />
    </section>
  );
}

type FiltersProps = { filter: ListFilter; cities: LocalText[]; categories: Category[] };

function Days({ filter }: { filter: ListFilter }) {
  const w = words().list;
  const today = clock.serverNow();
  const { genre, city, q } = filter;
  const month = { from: dayOf(today), to: dayOf(today + 30 * dayMs) };
  const isOneOf = [weekend(today), month].some(
    ({ from, to }) => from === filter.from && to === filter.to,
  );
  const isPicked = !isOneOf && (filter.from !== undefined || filter.to !== undefined);
  return (
    <div class="filters__days">
      <div class="chips chips--scroll">
        <Choice filter={filter} change={weekend(today)} name={w.weekend} />
        <Choice filter={filter} change={month} name={w.month} />
      </div>
      <details class="filters__pick" open={isPicked}>
        <summary class="btn btn--quiet btn--sm">
          <Icon name="calendar" size={20} />
          {w.dates}
        </summary>
        <form
          class="filters__range"
          action="/concerts"
          onSubmit={(event) => {
            event.preventDefault();
            const given = new FormData(event.currentTarget);
            const of = (name: string) => {
              const value = given.get(name);
              return typeof value === "string" && value !== "" ? value : undefined;
            };
            navigate(addressOf(changed(filter, { from: of("from"), to: of("to") })));
          }}
        >
          {Object.entries({ q, genre, city }).map(([name, value]) =>
            value === undefined ? null : (
              <input key={name} type="hidden" name={name} value={value} />
            ),
          )}
          <label>
            {w.from}
            <input class="input" type="date" name="from" defaultValue={filter.from ?? ""} />
          </label>
          <label>
            {w.to}
            <input class="input" type="date" name="to" defaultValue={filter.to ?? ""} />
          </label>
          <button class="btn btn--secondary btn--sm" type="submit">
            {w.apply}
          </button>
        </form>
      </details>
    </div>
  );
}

type Change = { [name in keyof ListFilter]: string | undefined };

/** One filter as a link; the chosen one is marked and removes itself. */
function Choice({ filter, change, name }: { filter: ListFilter; change: Change; name: string }) {
  const keys = Object.keys(change) as (keyof ListFilter)[];
  // The address may have been typed by hand.
  const isChosen = keys.every((key) => filter[key]?.toLowerCase() === change[key]?.toLowerCase());
  return (
    <a
      class="chip"
      href={addressOf(changed(filter, change))}
      aria-current={isChosen ? "true" : undefined}
    >
      {name}
    </a>
  );
}

function changed(filter: ListFilter, change: Change): ListFilter {
  const after: ListFilter = { ...filter };
  for (const key of Object.keys(change) as (keyof ListFilter)[]) {
    const value = change[key];
    if (value === undefined) delete after[key];
    else after[key] = value;
  }
  return after;
}

function addressOf(filter: ListFilter): string {
  const search = listSearch(filter);
  return search === "" ? "/concerts" : `/concerts?${search}`;
}

const dayMs = 86_400_000;

/** The calendar day in Korea, where the venues are. */
const dayOf = (ms: number) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Seoul" }).format(new Date(ms));

/** Saturday and Sunday of this week; on a Sunday, that Sunday alone. */
export function weekend(nowMs: number): { from: string; to: string } {
  const weekday = new Date(`${dayOf(nowMs)}T00:00:00Z`).getUTCDay();
  const toSaturday = weekday === 0 ? 0 : 6 - weekday;
  const toSunday = weekday === 0 ? 0 : 7 - weekday;
  return { from: dayOf(nowMs + toSaturday * dayMs), to: dayOf(nowMs + toSunday * dayMs) };
}
