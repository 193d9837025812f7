import type { OrderEvent, OrderStory } from "../../../contract/admin/orders/order-story.ts";
import { Amount } from "../../components/amount.tsx";
import { Icon, type IconName } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";
import { actionName } from "../activity/activity-list.tsx";
import { Moment } from "../parts/moment.tsx";

const icons: Record<OrderEvent["kind"], IconName> = {
  payment: "wallet",
  order: "ticket",
  mail: "share",
  refund: "refund",
  act: "person",
};

/** Everything that has happened to an order, the newest first. */
export function StoryCard({ story }: { story: OrderStory }) {
  const w = words().orderPages;
  return (
    <section class="adm__card" aria-labelledby="story">
      <h2 id="story">{w.story}</h2>
      <ol class="adm__timeline">
        {story.events.toReversed().map((event, index) => (
          <li key={index}>
            <Moment time={event.at} />
            <Event event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Event({ event: { kind, what, state, amount, by, text } }: { event: OrderEvent }) {
  const w = words().orderPages;
  const events: Record<string, string> = w.events;
  return (
    <div class="order__event">
      <p>
        <Icon name={icons[kind]} size={16} /> {events[what] ?? actionName(what)}{" "}
        {amount === null ? null : (
          <b>
            <Amount of={amount} />
          </b>
        )}{" "}
        {state === "done" ? null : (
          <span class={state === "failed" ? "c-danger" : "c-3"}>{w.eventStates[state]}</span>
        )}
        <span class="c-3"> {by}</span>
      </p>
      {text === null ? null : <p class="c-2">{text}</p>}
    </div>
  );
}
