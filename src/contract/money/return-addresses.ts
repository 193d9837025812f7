import { z } from "@hono/zod-openapi";

/** Browsers are redirected there: over HTTPS, or to a local program of a developer. */
function isReturnAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const isSafe = protocol === "https:" || (protocol === "http:" && isLocal);
  return isSafe && username === "" && password === "";
}

const address = z
  .string()
  .max(1_000)
  .refine(isReturnAddress, "must be https, or http on localhost, without a user name")
  .meta({ format: "uri" });

/** The address after the checkout, for clients with their own pages. */
export const ReturnTo = z
  .strictObject({
    successUrl: address.meta({
      format: "uri",
      description:
        "For a fan who agreed to pay. We add the query parameters `paymentKey`, `orderId` (the id of the payment) and `amount`, which the confirmation takes.",
      example: "https://shop.example/paid",
    }),
    failUrl: address.meta({
      format: "uri",
      description:
        "For a fan who did not pay. The query parameters `code` and `message` say why; `code` goes into `failPayment`.",
      example: "https://shop.example/not-paid",
    }),
  })
  .meta({
    id: "ReturnTo",
    description:
      "Pages of yours that `checkoutUrl` leads back to: https, or http on localhost. Without them it leads back to our own pages.",
  });
export type ReturnTo = z.infer<typeof ReturnTo>;
