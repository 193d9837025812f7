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
  toast.value = shown;
  letToastGo();
}

/** Whoever is at it, with the pointer or with the focus, is not hurried. */
export function keepToast(): void {
  clearTimeout(timer);
}

export function letToastGo(): void {
  clearTimeout(timer);
  timer = setTimeout(dismissToast, toast.peek()?.action ? 12_000 : 6_000);
}

export function dismissToast(): void {
  toast.value = null;
}
