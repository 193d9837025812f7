import { vi } from "vitest";
import { eventually } from "../eventually.ts";

/**
 * Lets the next answer of the books to a statement with this word in it wait until it is let go; later ones pass it.
 * Flags and timers, because in tests a promise that another object resolves continues in that object's name.
 */
export function holdBack(word: string) {
  const real = globalThis.fetch;
  const state = { isAsked: false, isLetGo: false };
  vi.spyOn(globalThis, "fetch").mockImplementation(async (...request) => {
    const body = request[1]?.body;
    const isHeldBack = !state.isAsked && typeof body === "string" && body.includes(word);
    if (isHeldBack) state.isAsked = true;
    const answer = await real(...request);
    while (isHeldBack && !state.isLetGo) await scheduler.wait(5);
    return answer;
  });
  return {
    asked: () => eventually(() => state.isAsked || Promise.reject(new Error("nobody asked"))),
    letGo: () => void (state.isLetGo = true),
  };
}
