import { words } from "../state/language.ts";
import { setMoreTime, wantsMoreTime } from "./more-time.ts";

/** Doubles the time of any fan who asks, without proof and in private. */
export function MoreTime({ holdMs, onChange }: MoreTimeProps) {
  const w = words().moreTime;
  return (
    <label class="more-time">
      <span>
        <b>{w.label}</b>
        <small>{w.text(Math.round(holdMs / 60_000), Math.round(holdMs / 30_000))}</small>
      </span>
      <input
        class="switch"
        type="checkbox"
        role="switch"
        checked={wantsMoreTime.value}
        onChange={({ currentTarget }) => {
          setMoreTime(currentTarget.checked);
          onChange?.();
        }}
      />
    </label>
  );
}

type MoreTimeProps = { holdMs: number; onChange?: () => void };
