import { cleanup } from "@testing-library/preact";
import { afterAll } from "vitest";
import { whole } from "../../src/ui/i18n/whole.ts";
import { giveMessages } from "../../src/ui/state/messages.ts";

giveMessages("ko", whole.ko);
giveMessages("en", whole.en);

// Preact runs its effects up to 35 ms later; they must find the window still there.
afterAll(async () => {
  cleanup();
  await new Promise((resolve) => setTimeout(resolve, 60));
});
