import { signal } from "@preact/signals";

export type Toast = {
  text: string;
  /** One thing that can be done about it. */
  action?: { label: string; run: () => void };
};

export const toast = signal<Toast | null>(null);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something without stopping anybody. It stays longer when there is something to do about it. */
export function showToast(shown: Toast): void {
  clearTimeout(timer);
  toast.value = shown;
  timer = setTimeout(dismissToast, shown.action ? 12_000 : 6_000);
}

export function dismissToast(): void {
  toast.value = null;
}
