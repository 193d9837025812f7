import { readCommandLine } from "../machine/command-line.ts";
import { step } from "../machine/progress.ts";
import { buildScreen } from "../build/screen.ts";

const usage = `npm run build    builds the screen into dist/ui, and fails when it weighs too much`;
readCommandLine({ usage, options: {} });
await step("Building the screen", buildScreen);
