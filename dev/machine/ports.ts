import { type AddressInfo, createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** True if a server could listen on this port now. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return (await tryListen(port, host)) !== null;
}

/** The preferred port if it is free, else any free one. */
export async function freePort(preferred = 0): Promise<number> {
  const port = (await tryListen(preferred)) ?? (await tryListen(0));
  if (port === null) throw new Error("This machine has no free port on 127.0.0.1.");
  return port;
}

/**
 * Listens on the preferred port of 127.0.0.1, or on any free one if it is taken, and gives the port. Checking first
 * would leave time for another program to take it.
 */
export function listen(server: Server, preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" && preferred !== 0) resolve(listen(server));
      else reject(error);
    };
    server.once("error", refused);
    server.listen({ port: preferred, host: "127.0.0.1" }, () => {
      server.off("error", refused);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** The first free port from this one upwards, so that the next address is easy to guess. */
export async function nextFreePort(from: number, tries = 50): Promise<number> {
  for (let port = from; port < Math.min(from + tries, 65_536); port++) {
    if ((await isPortFree(port)) && (await isPortFree(port, "::"))) return port;
  }
  return freePort();
}

/** Asks every 20 ms until the answer is not null, and throws when the time is up. */
export async function waitFor<T>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<T | null> | T | null,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${timeoutMs} ms.`);
    await sleep(20);
  }
}

function tryListen(port: number, host = "127.0.0.1"): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      // A machine without IPv6 cannot have the port taken there.
      resolve(error.code === "EAFNOSUPPORT" || error.code === "EADDRNOTAVAIL" ? port : null),
    );
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const given = address !== null && typeof address === "object" ? address.port : null;
      server.close(() => resolve(given));
    });
  });
}
