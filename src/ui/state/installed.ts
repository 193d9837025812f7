import { signal } from "@preact/signals";
import { words } from "./public-words.ts";
import { showToast } from "./toast.ts";

/** Chromium's event before it would offer to install; the types lack it, since no other browser has it. */
type InstallPrompt = Event & { prompt(): Promise<void> };

/** The browser's offer to install, kept until the fan accepts it. */
export const installPrompt = signal<InstallPrompt | null>(null);

const isStandalone = () => matchMedia("(display-mode: standalone)").matches;

/** True if the fan must install by hand, as on iPhones. */
export const needsWords = (userAgent: string): boolean =>
  /iPhone|iPad/.test(userAgent) && /Safari/.test(userAgent) && !isStandalone();

export function startInstalled(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallPrompt;
  });
  addEventListener("appinstalled", () => {
    installPrompt.value = null;
  });
}

/** Removes the data of the account that signs out. */
export function forgetMine(): void {
  if (!("serviceWorker" in navigator)) return;
  void navigator.serviceWorker
    .getRegistration()
    .then((registration) => registration?.active?.postMessage("forget-mine"));
}

/** Registers the service worker, and offers its next version. */
export async function startUpdates(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("/sw.js");
    if (registration.waiting) announceUpdate(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const next = registration.installing;
      next?.addEventListener("statechange", () => {
        // The first worker serves from the next visit on, so there is nothing to update.
        if (next.state === "installed" && navigator.serviceWorker.controller) announceUpdate(next);
      });
    });
  } catch {
    // Without it the app only lacks offline use.
  }
}

/** A new version waits until the fan accepts it, so that no page changes during a payment. */
function announceUpdate(next: ServiceWorker): void {
  const w = words().app;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  showToast({
    text: w.newVersion,
    action: { label: w.update, run: () => next.postMessage("take-over") },
  });
}
