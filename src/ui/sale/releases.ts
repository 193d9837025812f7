import { computed, effect, signal } from "@preact/signals";
import type { Hall } from "../seat-map/hall.ts";
import type { LiveSeats } from "../seat-map/live-seats.ts";
import { recall, remember } from "../state/storage.ts";

/** How long a section shows that seats have come back. */
const newsMs = 5_000;

/** Seats that just opened up, by section, with an optional sound. */
export function createReleases(hall: Hall, live: LiveSeats) {
  const freed = signal<{ group: number; at: number }[]>([]);
  const hasSound = signal(recall("sound.freed") === "on");
  const byGroup = computed(() => {
    const counts = new Map<number, number>();
    for (const { group } of freed.value) counts.set(group, (counts.get(group) ?? 0) + 1);
    return counts;
  });

  function toggleSound(): void {
    hasSound.value = !hasSound.value;
    remember("sound.freed", hasSound.value ? "on" : null);
    if (hasSound.value) chime();
  }

  function watch(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = () => {
      freed.value = freed.peek().filter(({ at }) => Date.now() - at < newsMs);
    };
    const stop = effect(() => {
      const seats = live.released.value;
      if (seats.length === 0) return;
      const at = Date.now();
      const news = seats.map((seat) => ({ group: hall.places.group[seat] ?? 0, at }));
      freed.value = [...freed.peek().filter((each) => at - each.at < newsMs), ...news];
      clearTimeout(timer);
      timer = setTimeout(forget, newsMs + 50);
      if (hasSound.peek()) chime();
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }

  return { byGroup, hasSound, toggleSound, watch };
}

export type Releases = ReturnType<typeof createReleases>;

/** Two short soft notes. A browser that forbids sound stays silent. */
function chime(): void {
  try {
    const audio = new AudioContext();
    for (const [index, hertz] of [660, 880].entries()) {
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      const from = audio.currentTime + index * 0.12;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0.12, from);
      volume.gain.exponentialRampToValueAtTime(0.001, from + 0.2);
      tone.connect(volume).connect(audio.destination);
      tone.start(from);
      tone.stop(from + 0.22);
    }
    setTimeout(() => void audio.close(), 600);
  } catch {
    // Without sound the section still shows it.
  }
}
