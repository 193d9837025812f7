import { vi } from "vitest";

/**
 * Retries the assertion until it holds. It waits far longer than anything here takes, so a busy machine only makes it
 * slower; a failing test still reports its last result.
 */
export const eventually = <T>(
  assertion: () => T | Promise<T>,
  { interval = 20 }: { interval?: number } = {},
): Promise<T> => vi.waitFor(assertion, { timeout: 20_000, interval });
