import { cleanup, configure } from "@testing-library/preact";
import { afterAll, afterEach, vi } from "vitest";
import { whole } from "../../src/ui/i18n/whole.ts";
import { giveMessages } from "../../src/ui/state/messages.ts";

// A window takes longer to make than most files take to run, so the files of a process share one. Each file has the
// screen's modules to itself, and leaves the window as it found it.
// A busy machine is only slower.
configure({ asyncUtilTimeout: 20_000 });

giveMessages("ko", whole.ko);
giveMessages("en", whole.en);

type Listener = [type: string, listener: EventListener];
const added: [EventTarget, Listener][] = [];
for (const target of [window, document]) {
  const add = target.addEventListener.bind(target) as (...all: unknown[]) => void;
  vi.spyOn(target, "addEventListener").mockImplementation((...all: unknown[]) => {
    added.push([target, all as Listener]);
    add(...all);
  });
}

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", "/");
});

afterAll(async () => {
  vi.useRealTimers();
  // Preact runs its effects up to 35 ms later; they must find the window still there.
  await new Promise((resolve) => setTimeout(resolve, 60));
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const [target, listener] of added) target.removeEventListener(...listener);
  document.body.replaceChildren();
  document.documentElement.removeAttribute("data-theme");
  vi.resetModules();
});
