import { getMe } from "../api/accounts.ts";
import { getOrder, getTickets, listOrders } from "../api/orders.ts";

/** Asks once for all that my tickets need, so that the service worker has it when there is no network at the door. */
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

/** What is fetched before the service worker stands between is not kept. */
async function controlled(): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return;
  const taken = new Promise<void>((resolve) => {
    serviceWorker.addEventListener("controllerchange", () => resolve(), { once: true });
  });
  // A page that was still on its way when the first worker took over was left out, and asks to be taken as well.
  (await serviceWorker.ready).active?.postMessage("claim");
  await taken;
}
