import { useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Schedule } from "../../contract/concerts.ts";
import { Countdown, ServerClock } from "../components/countdown.tsx";
import { Icon } from "../components/icon.tsx";
import { useTitle } from "../components/title.tsx";
import { clock } from "../state/clock.ts";
import { count } from "../i18n/format.ts";
import { language, words } from "../state/language.ts";
import type { Sale } from "./sale.ts";

/** Before the sale opens. When the time comes the page goes on by itself: nobody has to press anything in time. */
export function Lobby({ sale, schedule }: { sale: Sale; schedule: Schedule }) {
  const w = words().queue;
  useTitle(w.state.lobby);
  const number = sale.turn.value?.number;
  const isTime = useComputed(() => clock.now.value >= Date.parse(schedule.saleOpensAt));
  useEffect(() => {
    if (!isTime.value || sale.stage.peek() !== "lobby") return;
    // A little chance spreads a crowd that was waiting for the same second.
    const timer = setInterval(() => void sale.join(), 1_000 + Math.random() * 1_500);
    return () => clearInterval(timer);
  }, [isTime.value]);
  return (
    <main id="main" class="wrap queue">
      <div class="queue__left">
        <p class="queue__state">
          <Icon name="clock" />
          {w.state.lobby}
        </p>
        <h1 class="t-24">{w.opensIn}</h1>
        <Countdown until={schedule.saleOpensAt} />
        <ServerClock />
        <div class="note">
          <Icon name="info" />
          <p>{number ? w.lobbyInLine(count(number, language.value)) : w.lobbyText}</p>
        </div>
      </div>
    </main>
  );
}
