import type { Notice } from "../contract/people/push.ts";
import { cacheNames, keptAnswer, shellPath } from "./offline.ts";

/** Filled in by the build: the files that the app needs to start, and a name for this set. */
declare const BUILT: { version: string; files: string[] };

type Extendable = Event & { waitUntil(done: Promise<unknown>): void };
type Fetching = Extendable & {
  request: Request;
  respondWith(answer: Response | Promise<Response>): void;
};
type Page = { url: string; focus(): Promise<unknown>; postMessage(message: string): void };
// The window's and the worker's types conflict, so only the used part is declared.
const scope = globalThis as unknown as {
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    openWindow(url: string): Promise<unknown>;
    matchAll(options: { type: "window" }): Promise<Page[]>;
  };
  registration: ServiceWorkerRegistration;
  addEventListener(type: string, listener: (event: never) => void): void;
};
const shell = `${cacheNames.shell}${BUILT.version}`;

scope.addEventListener("install", (event: Extendable) => event.waitUntil(fill()));
scope.addEventListener("activate", (event: Extendable) => event.waitUntil(takeOver()));
scope.addEventListener("message", (event: MessageEvent<unknown>) => {
  // Only when the fan accepts it, so that no page changes during a payment.
  if (event.data === "take-over") void scope.skipWaiting();
  if (event.data === "claim") void scope.clients.claim();
  if (event.data === "forget-mine") void caches.delete(cacheNames.mine);
});
scope.addEventListener("fetch", (event: Fetching) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith("/api/")) {
    if (keptAnswer(url.pathname)) event.respondWith(mine(request));
  } else if (
    /^\/(assets|posters|images|icons)\//.test(url.pathname) ||
    url.pathname === "/logo.svg"
  )
    event.respondWith(file(request));
});

scope.addEventListener(
  "notificationclick",
  (event: Extendable & { notification: Notification }) => {
    event.notification.close();
    const data: unknown = event.notification.data;
    if (typeof data === "string") event.waitUntil(goTo(data));
  },
);

scope.addEventListener("push", (event: Extendable & { data: { json(): unknown } | null }) =>
  event.waitUntil(tell(event.data?.json() as Notice)),
);

/** Every push shows a notification; otherwise browsers revoke the permission. */
async function tell({ title, body, path, tag, lang }: Notice): Promise<void> {
  const icon = "/icons/192.png";
  const about = { body, tag, lang, data: path, icon, badge: icon };
  await scope.registration.showNotification(title, about);
  for (const page of await scope.clients.matchAll({ type: "window" })) page.postMessage("told");
}

/** Focuses the page if it is open, else opens it. */
async function goTo(path: string): Promise<void> {
  const url = new URL(path, location.origin).href;
  const pages = await scope.clients.matchAll({ type: "window" });
  const open = pages.find((page) => page.url === url);
  await (open ? open.focus() : scope.clients.openWindow(url));
}

async function fill(): Promise<void> {
  const cache = await caches.open(shell);
  await cache.addAll(
    [shellPath, ...BUILT.files].map((path) => new Request(path, { cache: "reload" })),
  );
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(cacheNames.shell) && name !== shell);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

/** Pages come from the network; offline, the shell starts and shows the data on this device. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(shellPath, { cacheName: shell });
    if (kept) return kept;
    throw error;
  }
}

/** My orders and tickets: the newest available, and offline the last seen. */
async function mine(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(cacheNames.mine)).put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match(request, { cacheName: cacheNames.mine });
    if (kept) return kept;
    throw error;
  }
}

/** Files and images with their content's hash in the name never change; drawn posters hardly do. */
async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(cacheNames.files)).put(request, answer.clone());
  return answer;
}
