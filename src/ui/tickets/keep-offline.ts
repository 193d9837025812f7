import { getMe } from "../api/accounts.ts";
import { getOrder, getTickets, listOrders } from "../api/orders.ts";

/** Fetches everything that my tickets need, so that the service worker has it offline at the door. */
export async function keepForOffline(orderIds: readonly string[]): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false;
  await controlled();
  try {
    await Promise.all([
      getMe(),
      listOrders(),
      ...orderIds.flatMap((id) => [getOrder(id), getTickets(id)]),
    ]);
    return true;
  } catch {
    return false;
  }
}

/** Requests from before the service worker took over are not kept. */
async function controlled(): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return;
  const taken = new Promise<void>((resolve) => {
    serviceWorker.addEventListener("controllerchange", () => resolve(), { once: true });
  });
  // A page that was loading when the first worker took over asks to be included.
  (await serviceWorker.ready).active?.postMessage("claim");
  await taken;
}
