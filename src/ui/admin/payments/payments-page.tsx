import type { AdminPayment } from "../../../contract/money/payments.ts";
import { listAdminPayments } from "../../api/admin.ts";
import { Amount } from "../../components/amount.tsx";
import { Empty } from "../../components/feedback/empty.tsx";
import { Icon } from "../../components/icon.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { useTitle } from "../../components/title.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { local, words } from "../../state/language.ts";
import { navigate } from "../../state/router.ts";
import { OrdersFound } from "../orders/orders-found.tsx";
import { useList } from "../parts/paged-list.ts";
import { DayField } from "../parts/days.tsx";
import { Moment } from "../parts/moment.tsx";
import { More } from "../parts/more-button.tsx";
import {
  askedOf,
  filterAddress,
  methods,
  type PaymentFilter,
  readFilter,
  statuses,
} from "./payment-filter.ts";
import { methodText } from "./method-text.ts";
import { PaymentBadge } from "./payment-status.tsx";
import { SearchForm } from "../parts/search-form.tsx";
import { Table } from "../parts/table.tsx";

/** All payments, searchable by every identifier. */
export function PaymentsPage({ query }: PageProps) {
  const w = words().adminPayments;
  useTitle(w.title);
  const filter = readFilter(query);
  const go = (change: Partial<PaymentFilter>) =>
    navigate(filterAddress({ ...filter, ...change }), { replace: true });
  const address = filterAddress(filter);
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
      </div>
      <SearchForm
        key={filter.search}
        label={w.search}
        text={filter.search}
        onSearch={(search) => go({ search })}
      />
      <Filters filter={filter} onChange={go} />
      {filter.search === "" ? null : <OrdersFound key={filter.search} search={filter.search} />}
      <Found key={address} filter={filter} name={address} />
    </>
  );
}

type FiltersProps = { filter: PaymentFilter; onChange: (change: Partial<PaymentFilter>) => void };

function Filters({ filter, onChange }: FiltersProps) {
  const w = words().adminPayments;
  const day = (name: "since" | "until", label: string) => (
    <DayField
      name={name}
      label={label}
      value={filter[name]}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  const choice = (
    name: "status" | "method",
    label: string,
    options: readonly string[],
    nameOf: (one: string) => string,
  ) => (
    <div class="field">
      <label for={name}>{label}</label>
      <select
        class="input"
        id={name}
        value={filter[name]}
        onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      >
        <option value="">{w.all}</option>
        {options.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <div class="adm__filters">
      {choice("status", w.status, statuses, (one) => w.state[one as keyof typeof w.state])}
      {choice("method", w.method, methods, methodText)}
      {day("since", w.since)}
      {day("until", w.until)}
      <div class="adm__last">
        <label class="check">
          <input
            type="checkbox"
            checked={filter.flagged === "true"}
            onChange={(event) => onChange({ flagged: event.currentTarget.checked ? "true" : "" })}
          />
          {w.flagged}
        </label>
        {filterAddress(filter) === "/admin/payments" ? null : (
          <a class="btn btn--quiet btn--sm" href="/admin/payments">
            {w.clear}
          </a>
        )}
      </div>
    </div>
  );
}

function Found({ filter, name }: { filter: PaymentFilter; name: string }) {
  const w = words().adminPayments;
  const payments = useList(`admin ${name}`, (cursor) => listAdminPayments(askedOf(filter), cursor));
  const { data, error } = payments;
  if (!data && error) return <Trouble error={error} onRetry={() => void payments.reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  if (data.items.length === 0)
    return (
      <Empty icon="search" title={w.none}>
        {name === "/admin/payments" ? null : (
          <>
            <p class="c-2">{w.noneText}</p>
            <a class="btn btn--secondary" href="/admin/payments">
              {w.clear}
            </a>
          </>
        )}
      </Empty>
    );
  return (
    <section class="adm__card" aria-label={w.title}>
      <Table name={w.title} head={[w.what, w.status, `>${w.amount}`, `>${w.at}`]} isStacked>
        {data.items.map((payment) => (
          <Line key={payment.id} payment={payment} />
        ))}
      </Table>
      <More list={payments} />
    </section>
  );
}

function Line({ payment }: { payment: AdminPayment }) {
  const w = words().adminPayments;
  const { id, purpose, method, status, orderNumber, email, amount, refunded, issue, show } =
    payment;
  const how = [
    ...(orderNumber === null ? [] : [w.purpose[purpose]]),
    ...(method === null ? [] : [methodText(method)]),
  ];
  return (
    <tr>
      <td class="adm__what">
        <a class="semi" href={`/admin/payments/${id}`}>
          {orderNumber ?? w.purpose[purpose]}
        </a>
        {show === null ? null : <span class="adm__sub">{local(show.title)}</span>}
        <span class="adm__sub">{[...how, email].join(" · ")}</span>
      </td>
      <td class="nowrap">
        <PaymentBadge status={status} />
        {issue === null ? null : (
          <span class="adm__sub c-danger">
            <Icon name="alert" size={16} /> {w.issue}
          </span>
        )}
      </td>
      <td class="right nowrap">
        <Amount of={amount} />
        {refunded.amount === 0 ? null : (
          <span class="adm__sub adm__sub--right">
            {w.refunded} <Amount of={refunded} />
          </span>
        )}
      </td>
      <td class="right">
        <Moment time={payment.createdAt} />
      </td>
    </tr>
  );
}
