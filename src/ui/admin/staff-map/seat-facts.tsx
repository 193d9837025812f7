import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { StaffSeat } from "../../../contract/admin/seats/staff-map.ts";
import { seatText } from "../../../contract/plan/seat-names.ts";
import { getStaffSeat } from "../../api/selling/staff-map.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { money } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { Minute, Moment } from "../parts/moment.tsx";
import { may } from "../staff/employer.ts";
import { nameOf } from "./block-name.ts";
import { SeatSymbol } from "./seat-symbol.tsx";
import type { StaffHall } from "./staff-hall.ts";

type SeatFactsProps = {
  staff: StaffHall;
  seat: number;
  /** What can be done with the seat. */
  children?: ComponentChildren;
};

/** What is known of one seat: its state, who holds it until when, and its order. It follows the live map. */
export function SeatFacts({ staff, seat, children }: SeatFactsProps) {
  const w = words().staffMap;
  const { schedule, hall, seats } = staff;
  const kind = seats.kindAt(seat);
  const facts = useResource(`staff seat ${schedule.id} ${seat}`, () =>
    getStaffSeat(schedule.id, seat),
  );
  useEffect(() => {
    if (facts.data) void facts.reload();
  }, [kind]);
  return (
    <section class="smap__facts" aria-label={w.seat}>
      <h2 class="t-18">{seatText(hall.nameOf(seat), language.value)}</h2>
      <p class="row">
        <SeatSymbol kind={kind} color={hall.zoneOf(seat)?.color ?? 6} />
        <b>{w.kinds[kind]}</b>
      </p>
      {facts.data ? (
        <Facts facts={facts.data} />
      ) : facts.error ? (
        <Trouble error={facts.error} onRetry={() => void facts.reload()} />
      ) : (
        <SkeletonLines lines={3} />
      )}
      {children}
    </section>
  );
}

function Facts({ facts: { state, hold, order, price, block } }: { facts: StaffSeat }) {
  const [w, lang] = [words().staffMap, language.value];
  const isSold = state === "sold" || state === "entered";
  const channels: Record<string, string> = w.channels;
  return (
    <dl class="dl adm__facts">
      {price ? <Fact name={w.price}>{money(order?.price ?? price, lang)}</Fact> : null}
      {block ? (
        <Fact name={state === "blocked" ? w.block : w.comesBackTo}>
          {nameOf(block, words())}
          {block.releaseAt ? (
            <>
              {" · "}
              {words().adminStock.releases} <Minute time={block.releaseAt} />
            </>
          ) : null}
        </Fact>
      ) : null}
      {hold ? (
        <>
          <Fact name={w.until}>
            <Moment time={hold.expiresAt} />
          </Fact>
          <Fact name={w.holder}>
            {hold.account?.name ?? (may("people.read") ? w.channels.counter : w.hidden)}
          </Fact>
        </>
      ) : null}
      {order ? (
        <>
          <Fact name={w.order}>
            <a class="link num" href={`/admin/orders/${order.id}`}>
              {order.number}
            </a>
          </Fact>
          <Fact name={w.channel}>{channels[order.channel] ?? order.channel}</Fact>
          <Fact name={w.buyer}>{order.buyer ?? w.hidden}</Fact>
          <Fact name={w.paidAt}>
            <Moment time={order.paidAt} />
          </Fact>
          {order.checkedInAt ? (
            <Fact name={w.checkedIn}>
              <Moment time={order.checkedInAt} />
            </Fact>
          ) : null}
        </>
      ) : isSold ? (
        <Fact name={w.order}>{may("orders.read") ? w.booked : w.hidden}</Fact>
      ) : null}
    </dl>
  );
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);
