import { signal } from "@preact/signals";
import type { OrderSearch, OrderSummary } from "../../../contract/admin/orders.ts";
import { searchOrders } from "../../api/selling/orders.ts";
import { Amount } from "../../components/amount.tsx";
import { Empty } from "../../components/feedback/empty.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import { When } from "../../components/when.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { language, local, words } from "../../state/language.ts";
import { navigate } from "../../state/router.ts";
import { DayField } from "../parts/days.tsx";
import { Moment } from "../parts/moment.tsx";
import { More } from "../parts/more-button.tsx";
import { useList } from "../parts/paged-list.ts";
import { Choice, ShowPicker } from "../parts/filters/show-picker.tsx";
import { SearchForm } from "../parts/search-form.tsx";
import { Table } from "../parts/table.tsx";
import { methodText } from "../payments/method-text.ts";
import { may } from "../staff/employer.ts";
import {
  askedOf,
  channels,
  filterAddress,
  methods,
  type OrderFilter,
  readFilter,
  states,
} from "./order-filter.ts";
import { seatsOf } from "./order-seats.ts";
import { OrderStateBadge } from "./order-state.tsx";

/** Every order, found by anything that is known of it. */
export function OrdersPage({ query }: PageProps) {
  const w = words().orderPages;
  useTitle(w.title);
  const filter = readFilter(query);
  const go = (change: Partial<OrderFilter>) =>
    navigate(filterAddress({ ...filter, ...change }), { replace: true });
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
      </div>
      <SearchForm
        key={filter.search}
        label={may("people.read") ? w.search : w.searchUnseen}
        text={filter.search}
        onSearch={(search) => go({ search })}
      />
      <Filters filter={filter} onChange={go} />
      <Found key={filterAddress(filter)} filter={filter} />
    </>
  );
}

type FiltersProps = { filter: OrderFilter; onChange: (change: Partial<OrderFilter>) => void };
function Filters({ filter, onChange }: FiltersProps) {
  const w = words().orderPages;
  return (
    <div class="adm__filters">
      <ShowPicker show={filter} onChange={onChange} />
      <Choice
        name="state"
        label={w.state}
        value={filter.state}
        options={states.map((state) => [state, w.states[state]] as const)}
        onChange={(state) => onChange({ state })}
      />
      <Choice
        name="channel"
        label={w.channel}
        value={filter.channel}
        options={channels.map((channel) => [channel, w.channels[channel]] as const)}
        onChange={(channel) => onChange({ channel })}
      />
      <Choice
        name="method"
        label={w.method}
        value={filter.method}
        options={methods.map((method) => [method, methodText(method)] as const)}
        onChange={(method) => onChange({ method })}
      />
      <DayField
        name="since"
        label={w.since}
        value={filter.since}
        onChange={(since) => onChange({ since })}
      />
      <DayField
        name="until"
        label={w.until}
        value={filter.until}
        onChange={(until) => onChange({ until })}
      />
    </div>
  );
}

function Found({ filter }: { filter: OrderFilter }) {
  const w = words().orderPages;
  const address = filterAddress(filter);
  const list = useList<OrderSummary>(`orders ${address}`, async (cursor) => {
    const found = await searchOrders(askedOf(filter), cursor);
    if (cursor === undefined) answers.value = { ...answers.peek(), [address]: found };
    return found;
  });
  const { data, error } = list;
  if (!data && error) return <Trouble error={error} onRetry={() => void list.reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  const told = answers.value[address];
  return (
    <>
      {told && filter.search !== "" ? <Told told={told} filter={filter} /> : null}
      {data.items.length === 0 ? (
        <Empty icon="search" title={w.none}>
          {address === "/admin/orders" ? null : (
            <>
              <p class="c-2">{w.noneText}</p>
              <a class="btn btn--secondary" href="/admin/orders">
                {w.clear}
              </a>
            </>
          )}
        </Empty>
      ) : (
        <section class="adm__card" aria-label={w.title}>
          <Table
            name={w.title}
            head={[w.buyer, w.seats, w.state, `>${w.amount}`, `>${w.when}`]}
            isStacked
          >
            {data.items.map((order) => (
              <Line key={order.id} order={order} />
            ))}
          </Table>
          <More list={list} />
        </section>
      )}
    </>
  );
}

/** What the first pages of the searches said besides their orders, by address. */
const answers = signal<Record<string, OrderSearch>>({});

function Told({ told, filter }: { told: OrderSearch; filter: OrderFilter }) {
  const w = words().orderPages;
  const isOfShow = filter.concertId !== "" || filter.scheduleId !== "";
  return (
    <div class="t-14 c-2" role="status">
      <p>
        {told.total === null ? null : <b>{w.foundCount(told.total)}</b>}{" "}
        {told.readAs.length === 0 ? null : w.readAs(told.readAs.map((by) => w.by[by]).join(", "))}
      </p>
      {told.readAs.includes("seat") && !isOfShow && told.items.length === 0 ? (
        <p>{w.seatNeedsShow}</p>
      ) : null}
      {told.isCut ? <p class="note note--warn">{w.isCut}</p> : null}
    </div>
  );
}

function Line({ order }: { order: OrderSummary }) {
  const w = words().orderPages;
  const { id, number, state, method, channel, buyer, concert, total, refunded, paidAt } = order;
  const contact = buyer?.phone ?? buyer?.email;
  return (
    <tr>
      <td class="adm__what">
        <a class="semi" href={`/admin/orders/${id}`}>
          {buyer?.name ?? number}
        </a>
        <span class="adm__sub num">
          {[buyer?.name ? number : null, contact].filter(Boolean).join(" · ")}
        </span>
      </td>
      <td class="adm__what">
        {seatsOf(order, language.value)}
        <span class="adm__sub">
          {local(concert.title)} · <When time={order.startsAt} timeZone={order.timeZone} />
        </span>
      </td>
      <td class="nowrap">
        <OrderStateBadge state={state} />
        <span class="adm__sub">
          {[channel === "web" ? null : w.channels[channel], methodText(method)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </td>
      <td class="right nowrap">
        <Amount of={total} />
        {refunded.amount === 0 ? null : (
          <span class="adm__sub adm__sub--right">
            {w.refunded} <Amount of={refunded} />
          </span>
        )}
      </td>
      <td class="right">
        <Moment time={paidAt} />
      </td>
    </tr>
  );
}
