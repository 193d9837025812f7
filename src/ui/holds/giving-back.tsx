import { useEffect } from "preact/hooks";
import { Empty } from "../components/feedback/empty.tsx";
import { language, words } from "../state/language.ts";
import { seatsText } from "../../contract/plan/seat-names.ts";
import type { Hold } from "../../contract/sale/holds.ts";
import { giveBack, type HoldEnd } from "./give-back.ts";

const lookMs = { first: 2_000, longest: 10_000 } as const;

/**
 * The seats are being released while the books check whether money moved. Shows that, and polls until it is known.
 */
export function GivingBack({ hold, onEnd }: GivingBackProps) {
  const w = words().givingBack;
  const { id, scheduleId, seats } = hold;
  useEffect(() => {
    let waitMs: number = lookMs.first;
    let isGone = false;
    const again = async () => {
      const end = await giveBack(scheduleId, id).catch(() => null);
      if (isGone) return;
      if (end !== null) return onEnd(end);
      waitMs = Math.min(lookMs.longest, waitMs * 1.5);
      timer = setTimeout(() => void again(), waitMs);
    };
    let timer = setTimeout(() => void again(), waitMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [id]);
  return (
    <Empty icon="clock" title={w.title} isPage>
      <p class="num semi">{seatsText(seats, language.value)}</p>
      <p class="c-2" role="status">
        {w.text}
      </p>
    </Empty>
  );
}

type GivingBackProps = { hold: Hold; onEnd: (end: HoldEnd) => void };
