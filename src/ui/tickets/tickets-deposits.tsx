import type { ListedPayment } from "../../contract/money/payments.ts";
import type { Page } from "../api/concerts.ts";
import { listPayments } from "../api/payments.ts";
import { Amount } from "../components/amount.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { Icon } from "../components/icon.tsx";
import { When } from "../components/when.tsx";
import { clock } from "../state/clock.ts";
import { local, words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";

/** Seats that wait for a transfer: the amount, the deadline, and a link to the account. */
export function AwaitedDeposits() {
  const { data, error } = useResource<Page<ListedPayment>>("payments", () => listPayments());
  if (!data && !error) return <SkeletonLines lines={6} />;
  const awaited = (data?.items ?? []).filter(isAwaited);
  return (
    <>
      {awaited.map((payment) => (
        <Awaited key={payment.id} payment={payment} />
      ))}
    </>
  );
}

const isAwaited = ({ status, deposit }: ListedPayment): boolean =>
  status === "awaiting-deposit" &&
  deposit !== null &&
  Date.parse(deposit.dueAt) > clock.serverNow();

function Awaited({ payment }: { payment: ListedPayment }) {
  const w = words().tickets;
  const { id, amount, deposit, concert } = payment;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <div class="note note--warn">
      <Icon name="clock" />
      <p class="grow">
        <b>{concert ? local(concert) : words().payments.purpose.order}</b>
        <br />
        {w.deposit(
          <Amount of={amount} />,
          <When time={deposit?.dueAt ?? payment.createdAt} timeZone={timeZone} />,
        )}{" "}
        <a class="link nowrap" href={`/payment/return?payment=${id}`}>
          {w.toDeposit}
        </a>
      </p>
    </div>
  );
}
