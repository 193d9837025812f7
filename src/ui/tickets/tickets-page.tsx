import "../styles/my-pages.ts";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Order } from "../../contract/money/orders.ts";
import type { Page } from "../api/concerts.ts";
import { listOrders } from "../api/orders.ts";
import { Empty } from "../components/feedback/empty.tsx";
import { Gate } from "../account/gate.tsx";
import { Icon } from "../components/icon.tsx";
import { InstallHint } from "../frame/install-hint.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import type { PageProps } from "../frame/screen.tsx";
import { Tabs } from "../components/tabs.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/feedback/trouble.tsx";
import { WaitlistEntries } from "../waitlist/waitlist-entries.tsx";
import { WishList } from "../wishlist/wishlist.tsx";
import { clock } from "../state/clock.ts";
import { keepForOffline } from "./keep-offline.ts";
import { words } from "../state/language.ts";
import { type Resource, useResource } from "../state/resource.ts";
import { navigate } from "../state/router.ts";
import { account } from "../state/session.ts";
import { useEntries } from "../waitlist/waitlist-state.ts";
import { wishes } from "../wishlist/wishes.ts";
import { OrderHistory } from "./tickets-history.tsx";
import { TicketCards } from "./tickets-cards.tsx";
import { AwaitedDeposits } from "./tickets-deposits.tsx";
import { Purse } from "./tickets-balance.tsx";

/** A fan's things: upcoming tickets first, then past ones, waitlists and saved concerts; orders and wallet below. */
export function TicketsPage({ query }: PageProps) {
  const w = words().tickets;
  useTitle(w.title);
  return (
    <main id="main" class="wrap page stack-8 my">
      <Gate reason={w.signIn}>{() => <Mine chosen={query.get("tab") ?? "coming"} />}</Gate>
      {account.value ? null : <WishList />}
    </main>
  );
}

const dayMs = 24 * 60 * 60_000;

/** The upcoming orders, next first, and the past ones, latest first. */
function byDate(orders: readonly Order[]): { coming: Order[]; past: Order[] } {
  const at = ({ startsAt }: Order) => Date.parse(startsAt);
  const paid = orders.filter(({ status }) => status === "paid").sort((a, b) => at(a) - at(b));
  const isComing = (order: Order) => at(order) > clock.serverNow() - dayMs;
  return {
    coming: paid.filter(isComing),
    past: paid.filter((order) => !isComing(order)).reverse(),
  };
}

function Mine({ chosen }: { chosen: string }) {
  const w = words().tickets;
  const list = useResource<Page<Order>>("orders", () => listOrders());
  const entries = useEntries();
  const { coming, past } = byDate(list.data?.items ?? []);
  const tabs = [
    { id: "coming", name: w.coming, count: list.data ? coming.length : null },
    { id: "past", name: w.past, count: list.data ? past.length : null },
    { id: "waitlist", name: w.waitlists, count: entries ? entries.length : null },
    { id: "wishes", name: w.wishes, count: wishes.value.size },
  ];
  const shown = tabs.some(({ id }) => id === chosen) ? chosen : "coming";
  return (
    <>
      <Head ids={coming.map(({ id }) => id).join()} />
      <AwaitedDeposits />
      <Tabs
        label={w.tabs}
        tabs={tabs}
        chosen={shown}
        onChoose={(id) => navigate(id === "coming" ? "/me" : `/me?tab=${id}`, { replace: true })}
      >
        {shown === "waitlist" ? (
          <Waiting isAnywhere={(entries?.length ?? 0) > 0} />
        ) : shown === "wishes" ? (
          <WishList isTitled={false} />
        ) : (
          <Cards list={list} orders={shown === "past" ? past : coming} isPast={shown === "past"} />
        )}
      </Tabs>
      <div class="my__cols">
        <OrderHistory list={list} />
        <Purse />
      </div>
      <InstallHint />
    </>
  );
}

function Waiting({ isAnywhere }: { isAnywhere: boolean }) {
  const w = words().tickets;
  return isAnywhere ? (
    <WaitlistEntries />
  ) : (
    <Nothing icon="bell" title={w.noWaitlist} text={w.noWaitlistText} />
  );
}

type CardsProps = { list: Resource<Page<Order>>; orders: readonly Order[]; isPast: boolean };

function Cards({ list, orders, isPast }: CardsProps) {
  const w = words().tickets;
  if (!list.data && list.error)
    return <Trouble error={list.error} onRetry={() => void list.reload()} />;
  if (!list.data) return <SkeletonLines lines={6} />;
  if (orders.length > 0) return <TicketCards orders={orders} />;
  return isPast ? (
    <Empty icon="ticket" title={w.noPast} />
  ) : (
    <Nothing icon="ticket" title={w.empty} text={w.emptyText} />
  );
}

/** The title, and whether upcoming tickets open offline. */
function Head({ ids }: { ids: string }) {
  const isSaved = useSignal(false);
  useEffect(() => {
    if (ids === "") return;
    void keepForOffline(ids.split(",")).then((isKept) => {
      isSaved.value = isKept;
    });
  }, [ids]);
  return (
    <div class="between row--wrap">
      <h1>{words().tickets.title}</h1>
      {isSaved.value ? (
        <p class="badge badge--box badge--open" role="status">
          <Icon name="download" size={16} />
          {words().ticket.saved}
        </p>
      ) : null}
    </div>
  );
}

type NothingProps = { icon: "bell" | "ticket"; title: string; text: string };

function Nothing({ icon, title, text }: NothingProps) {
  return (
    <Empty icon={icon} title={title}>
      <p class="c-2">{text}</p>
      <a class="btn btn--primary" href="/concerts">
        {words().tickets.browse}
      </a>
    </Empty>
  );
}
