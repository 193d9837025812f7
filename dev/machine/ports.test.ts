import { createServer } from "node:net";
import { expect, test as it } from "vitest";
import { freePort, isPortFree, listen, nextFreePort } from "./ports.ts";

it("[DV11] a port in use is recognized, and the next free one is found", async () => {
  const port = await freePort();
  expect(await isPortFree(port)).toBe(true);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  expect(await isPortFree(port)).toBe(false);
  expect(await nextFreePort(port)).toBeGreaterThan(port);
  expect(await freePort(port)).not.toBe(port);
  server.close();
});

it("[DV14] when two programs want the same port at the same moment, both listen, one of them on another port", async () => {
  const wanted = await freePort();
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(servers.map((server) => listen(server, wanted)));
  expect(ports).toContain(wanted);
  expect(new Set(ports).size).toBe(2);
  for (const server of servers) server.close();
});
