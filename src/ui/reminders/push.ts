import { signal } from "@preact/signals";
import * as pushApi from "../api/push.ts";
import { account } from "../state/session.ts";
import { recallJson, rememberJson } from "../state/storage.ts";

/** What this device can be told: `install`: only once it is on the home screen, as on iPhones. */
export type PushState = "unknown" | "unsupported" | "install" | "denied" | "off" | "on";
type Kept = { id: string; accountId: string };

export const pushState = signal<PushState>("unknown");
const name = "push";

const isSupported = () =>
  "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
const isPhoneOfApple = () => /iPhone|iPad/.test(navigator.userAgent);

/** Looks, and asks for nothing: only a press may ask. */
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

/** To be called by a press. The browser asks the person, the push service gives an address, and the account keeps it. */
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

/** Also what logging out does first: the next one on this device is to learn nothing of mine. */
export async function turnPushOff(): Promise<void> {
  const kept = recallJson<Kept>(name);
  rememberJson(name, null);
  if (kept) await pushApi.unsubscribe(kept.id).catch(() => {});
  if (!isSupported()) return;
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  pushState.value = "off";
}
