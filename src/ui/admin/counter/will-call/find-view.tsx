import "./will-call.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { FoundOrder, FoundOrders } from "../../../../contract/admin/counter-orders.ts";
import { seatsText, readSeatKey } from "../../../../contract/plan/seat-names.ts";
import { findAtCounter } from "../../../api/selling/counter.ts";
import { Icon } from "../../../components/icon.tsx";
import { SkeletonLines } from "../../../components/feedback/loading.tsx";
import { Trouble } from "../../../components/feedback/trouble.tsx";
import { count, hour } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { CounterIcon } from "../screen/counter-icon.tsx";
import type { Counter } from "../screen/counter.ts";
import { PaidPanel } from "../sell/paid-panel.tsx";
import { OrderPanel } from "./order-panel.tsx";

const typingMs = 350;

/** Will-call: an order is found by whatever the customer can say or show, and handed out. */
export function FindView({ counter }: { counter: Counter }) {
  const w = words().counter.find;
  const { about, search } = counter;
  const chosenId = useSignal<string | null>(null);
  const text = search.value.trim();
  const found = useResource<FoundOrders>(
    text === "" ? null : `counter find ${about.scheduleId} ${text}`,
    () => findAtCounter(about.scheduleId, text),
  );
  const items = found.data?.items ?? [];
  const chosen =
    items.find(({ id }) => id === chosenId.value) ?? (items.length === 1 ? items[0] : undefined);
  const done = counter.done.value;
  // On a phone the order is below the list.
  useEffect(() => {
    if (chosenId.value && matchMedia("(max-width: 899px)").matches)
      document.querySelector(".will__order")?.scrollIntoView({ block: "start" });
  }, [chosenId.value]);
  return (
    <main id="main" class="ctr__work" tabIndex={-1}>
      <section class="will" aria-label={w.title}>
        <SearchField counter={counter} />
        {text === "" ? (
          <p class="c-2">{w.hint(count(about.waiting, language.value))}</p>
        ) : found.error && !found.data ? (
          <Trouble error={found.error} onRetry={() => void found.reload()} />
        ) : !found.data ? (
          <SkeletonLines lines={4} />
        ) : (
          <>
            <p class="between t-14 c-2" role="status">
              <span>
                {w.by[found.data.by]} <b>{text}</b> · {w.found(count(items.length, language.value))}
              </span>
              <span>{w.waiting(count(about.waiting, language.value))}</span>
            </p>
            <ul class="will__hits">
              {items.map((order) => (
                <li key={order.id}>
                  <Hit
                    order={order}
                    timeZone={about.timeZone}
                    isChosen={order.id === chosen?.id}
                    onPick={() => {
                      counter.done.value = null;
                      chosenId.value = order.id;
                    }}
                  />
                </li>
              ))}
            </ul>
            <p class="help">{items.length === 0 ? w.none : w.elsewhere}</p>
          </>
        )}
      </section>
      {done ? (
        <PaidPanel counter={counter} done={done} />
      ) : chosen ? (
        <OrderPanel key={chosen.id} counter={counter} order={chosen} onChanged={found.reload} />
      ) : (
        <aside class="ctr__side will__blank" aria-label={w.chosen}>
          <div class="ctr__scroll">
            <p class="c-2">{w.choose}</p>
          </div>
        </aside>
      )}
    </main>
  );
}

/** Finds as soon as the typing stops; Enter, as a scanner sends it, finds at once. */
function SearchField({ counter }: { counter: Counter }) {
  const { search } = counter;
  const w = words().counter.find;
  const typed = useSignal(search.value);
  const ref = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const find = (text: string) => {
    clearTimeout(timer.current);
    counter.find(text.trim());
  };
  useEffect(() => {
    typed.value = search.value;
    ref.current?.focus();
    ref.current?.select();
  }, [search.value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <form
      class="will__find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        find(typed.value);
        ref.current?.select();
      }}
    >
      <Icon name="search" />
      <input
        ref={ref}
        class="input"
        type="search"
        aria-label={w.label}
        placeholder={w.label}
        autocomplete="off"
        maxLength={400}
        value={typed.value}
        onInput={(event) => {
          const text = event.currentTarget.value;
          typed.value = text;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => find(text), typingMs);
        }}
      />
      {typed.value === "" ? null : (
        <button
          class="icon-btn"
          type="button"
          aria-label={w.clear}
          onClick={() => {
            typed.value = "";
            find("");
            ref.current?.focus();
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </form>
  );
}

type HitProps = { order: FoundOrder; timeZone: string; isChosen: boolean; onPick: () => void };

function Hit({ order, timeZone, isChosen, onPick }: HitProps) {
  const [w, lang] = [words().counter.find, language.value];
  const { seats } = order;
  const gone = seats.filter(({ handedOutAt }) => handedOutAt !== null);
  const last = gone.at(-1)?.handedOutAt ?? null;
  const isAll = gone.length === seats.length && last !== null;
  return (
    <button class="will__hit" type="button" aria-current={isChosen} onClick={onPick}>
      <span class="will__name">
        {order.name ?? w.nameless}
        {order.phone ? <small>{order.phone}</small> : null}
      </span>
      <span class="will__count">{w.tickets(count(seats.length, lang))}</span>
      <span class="will__about">
        {order.number} ·{" "}
        {seatsText(
          seats.map(({ key }) => readSeatKey(key)),
          lang,
        )}
      </span>
      <span class="badge">
        {isAll ? <CounterIcon name="print" size={16} /> : <Icon name="clock" size={16} />}
        {isAll
          ? w.goneAt(hour({ time: last, timeZone, lang }))
          : gone.length > 0
            ? w.someGone(count(gone.length, lang))
            : w.notYet}
      </span>
    </button>
  );
}
