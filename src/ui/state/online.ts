import { signal } from "@preact/signals";

export const isOnline = signal(true);

export function startOnline(): void {
  const look = () => {
    isOnline.value = navigator.onLine;
  };
  look();
  addEventListener("online", look);
  addEventListener("offline", look);
}
