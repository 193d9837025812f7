import { signal } from "@preact/signals";
import { words } from "./public-words.ts";
import { showToast } from "./toast.ts";

/** What Chromium gives before it would offer to install; no other browser has it, so it is not among the types. */
type InstallOffer = Event & { prompt(): Promise<void> };

/** The browser's offer to install, kept until somebody wants it. */
export const installOffer = signal<InstallOffer | null>(null);

const isStandalone = () => matchMedia("(display-mode: standalone)").matches;

/** Whether the way onto the home screen must be told in words, as on iPhones. */
export const needsWords = (userAgent: string): boolean =>
  /iPhone|iPad/.test(userAgent) && /Safari/.test(userAgent) && !isStandalone();

export function startInstalled(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installOffer.value = event as InstallOffer;
  });
  addEventListener("appinstalled", () => {
    installOffer.value = null;
  });
}

/** What belongs to the one who leaves goes with them. */
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
    if (registration.waiting) offerUpdate(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const next = registration.installing;
      next?.addEventListener("statechange", () => {
        // The very first one serves from the next visit on; there is nothing to be updated.
        if (next.state === "installed" && navigator.serviceWorker.controller) offerUpdate(next);
      });
    });
  } catch {
    // Without it the screen needs the network, and that is all.
  }
}

/** A new version waits until the person wants it: nobody's page changes while they pay. */
function offerUpdate(next: ServiceWorker): void {
  const w = words().app;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  showToast({
    text: w.newVersion,
    action: { label: w.update, run: () => next.postMessage("take-over") },
  });
}
