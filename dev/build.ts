import { readCommandLine } from "./command-line.ts";
import { step } from "./progress.ts";
import { buildScreen } from "./screen.ts";

const usage = `npm run build    builds the screen into dist/ui, and fails when it weighs too much`;
readCommandLine({ usage, options: {} });
await step("Building the screen", buildScreen);
