import { afterAll, beforeAll, expect, it } from "vitest";
import { type Gateway, startGateway } from "../../dev/stand-ins/gateway/gateway.ts";
import { eventually } from "../support/eventually.ts";
import { GuidedClient } from "../support/guided-client.ts";
import { newHall, newSale } from "../support/sales.ts";
import { openServer, type Server } from "../support/server.ts";

let server: Server;
let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ port: 0 });
  server = await openServer(8, {
    PAYMENT_GATEWAY_URL: gateway.url,
    PAYMENT_GATEWAY_SECRET: gateway.secret,
    PAYMENT_CHECKOUT_URL: `${gateway.url}/checkout`,
  });
  await newSale(server, await newHall(server, 2));
});
afterAll(async () => {
  await server.close();
  await gateway.stop();
});

const own = {
  EMAIL: "integrator@example.com",
  PASSWORD: "a password of some length",
  NAME: "Integrator",
  SUCCESS_URL: "https://shop.example/paid?ours=1",
  FAIL_URL: "http://localhost:3000/not-paid",
};

/** The buyer's browser, sent to the checkout once: it agrees, and comes back to a page of the client. */
async function agree({ values }: GuidedClient): Promise<void> {
  const checkout = values.get("CHECKOUT");
  if (typeof checkout !== "string") return;
  values.delete("CHECKOUT");
  const body = new URLSearchParams([...new URL(checkout).searchParams, ["answer", "pay"]]);
  const response = await fetch(`${gateway.url}/checkout`, {
    method: "POST",
    body,
    redirect: "manual",
  });
  const back = new URL(response.headers.get("location") ?? "");
  expect(`${back.origin}${back.pathname}`).toBe("https://shop.example/paid");
  expect(back.searchParams.get("ours")).toBe("1");
  values.set("PAYMENT_KEY", back.searchParams.get("paymentKey"));
}

it("[P62] a client that knows only the document of the API can buy one ticket from the wallet and another by card", async () => {
  const client = await GuidedClient.of(server.siteUrl, own);
  await client.follow("Sign in", agree);
  const tickets: unknown[] = [];
  for (const way of ["Pay from the wallet", "Pay by card"]) {
    // The list of seats may be a second old, and `seat-taken` says to read it again.
    await eventually(() => client.follow("Hold seats", agree));
    const { items } = (await client.follow(way, agree)) as { items: unknown[] };
    expect(items).toMatchObject([{ seat: client.values.get("SEAT"), token: expect.any(String) }]);
    tickets.push(...items);
  }
  expect(tickets).toHaveLength(2);
  const [row] = await server.sql<{ orders: string }>(
    "SELECT count(*) AS orders FROM customer_order",
  );
  expect(row).toEqual({ orders: "2" });
});
