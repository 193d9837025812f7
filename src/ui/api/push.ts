import { request } from "./request.ts";

export const getPushKey = async () => (await request<{ key: string | null }>("/push/key")).key;
export const subscribe = (subscription: PushSubscription) => {
  const { endpoint, keys } = subscription.toJSON();
  return request<{ id: string }>("/me/push", {
    method: "PUT",
    body: { endpoint, keys: { p256dh: keys?.["p256dh"], auth: keys?.["auth"] } },
    isRepeatable: true,
  });
};
export const unsubscribe = (id: string) =>
  request<null>(`/me/push/${id}`, { method: "DELETE", isRepeatable: true });
