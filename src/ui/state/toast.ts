import { signal } from "@preact/signals";

export type Toast = {
  text: string;
  /** The one action that it offers. */
  action?: { label: string; run: () => void };
};

export const toast = signal<Toast | null>(null);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a message without interrupting. It stays longer if it offers an action. */
export function showToast(shown: Toast): void {
  toast.value = shown;
  letToastGo();
}

/** It stays while the pointer or the focus is on it. */
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
