import { step } from "./progress.ts";
import { buildScreen } from "./screen.ts";

await step("Building the screen", buildScreen);
