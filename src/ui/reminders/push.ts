import { signal } from "@preact/signals";
import * as pushApi from "../api/push.ts";
import { account } from "../state/session.ts";
import { recallJson, rememberJson } from "../state/storage.ts";

/** This device's push support; `install` means only from the home screen, as on iPhones. */
export type PushState = "unknown" | "unsupported" | "install" | "denied" | "off" | "on";
type Kept = { id: string; accountId: string };

export const pushState = signal<PushState>("unknown");
const name = "push";

const isSupported = () =>
  "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
const isPhoneOfApple = () => /iPhone|iPad/.test(navigator.userAgent);

/** Checks without asking for permission; only a press may ask. */
export async function lookAtPush(): Promise<void> {
  if (!isSupported()) {
    pushState.value = isPhoneOfApple() ? "install" : "unsupported";
    return;
  }
  if (Notification.permission === "denied") {
    pushState.value = "denied";
    return;
  }
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  const isMine = recallJson<Kept>(name)?.accountId === account.peek()?.id;
  pushState.value = subscription && isMine ? "on" : "off";
}

/** Call it from a press: the browser asks for permission, the push service gives an address, the account keeps it. */
export async function turnPushOn(): Promise<void> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return lookAtPush();
  const key = await pushApi.getPushKey();
  if (key === null) {
    pushState.value = "unsupported";
    return;
  }
  const registration = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: key };
  const subscription = await registration.pushManager.subscribe(options);
  const { id } = await pushApi.subscribe(subscription);
  rememberJson(name, { id, accountId: account.peek()?.id ?? "" } satisfies Kept);
  pushState.value = "on";
}

/** Signing out does this first, so that the next person on this device learns nothing of mine. */
export async function turnPushOff(): Promise<void> {
  const kept = recallJson<Kept>(name);
  rememberJson(name, null);
  if (kept) await pushApi.unsubscribe(kept.id).catch(() => {});
  if (!isSupported()) return;
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  pushState.value = "off";
}
