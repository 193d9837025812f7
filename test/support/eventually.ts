import { vi } from "vitest";

/**
 * Tries the assertion until it holds. It waits far longer than anything here takes, so that a busy machine is only
 * slower; a test that fails still says what it saw last.
 */
export const eventually = <T>(
  assertion: () => T | Promise<T>,
  { interval = 20 }: { interval?: number } = {},
): Promise<T> => vi.waitFor(assertion, { timeout: 20_000, interval });
