import { cleanup } from "@testing-library/preact";
import { afterAll } from "vitest";

// Preact runs its effects up to 35 ms later; they must find the window still there.
afterAll(async () => {
  cleanup();
  await new Promise((resolve) => setTimeout(resolve, 60));
});
