import { expect, it } from "vitest";
import { documentOf } from "./operations.ts";
import { purchase } from "./guide.ts";

it("[P47] the steps of a purchase on the page of the API are operations of its document, in order", async () => {
  Object.assign(globalThis, { Cloudflare: { compatibilityFlags: {} } });
  const { app } = await import("../app.ts");
  const { paths } = documentOf(app, { title: "Frontrow", version: "test", description: "" });
  const addresses = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).map(({ operationId }) => [operationId, path] as const),
  );
  expect(purchase.length).toBeGreaterThan(4);
  for (const { operationId, curl } of purchase) {
    const path = addresses.find(([id]) => id === operationId)?.[1] ?? "no such operation";
    expect(curl.replaceAll(/\$(CONCERT|DATE_ID)\b/g, "{}")).toContain(
      path.replaceAll(/\{\w+\}/g, "{}"),
    );
  }
});
