import { request } from "../api/request.ts";
import { clock } from "./clock.ts";

const againMs = 5 * 60_000;

/** Asks for the server's time now, when the page wakes, and every few minutes. */
export function startServerClock(): void {
  void ask();
  setInterval(() => void ask(), againMs);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    clock.forget();
    void ask();
  });
}

async function ask(): Promise<void> {
  try {
    const { time } = await request<{ time: string }>("/health", { attemptsMax: 1 });
    clock.learn(time);
  } catch {
    // Any other answer with a server time sets the clock as well.
  }
}
