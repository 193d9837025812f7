/** Aborts when the user, the system or the end of our parent asks us to stop. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  // Ctrl-C may arrive several times: from the terminal, from npm and from the first script.
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => stopping.abort());
  }
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && stopping.abort(), 500);
  watch.unref();
  return stopping.signal;
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true }),
  );
}
