import { checkBudgets } from "../build/budgets.ts";
import { buildScreen } from "../build/screen.ts";
import { readCommandLine } from "../machine/command-line.ts";
import { PlainError, showError, step } from "../machine/progress.ts";

const usage = `npm run build    builds the screen into dist/ui, and fails when it weighs too much`;
readCommandLine({ usage, options: {} });
await build().catch((error: unknown) => (process.exitCode = showError(error)));

async function build(): Promise<void> {
  await step("Building the screen", buildScreen);
  const { faults } = checkBudgets("dist/ui");
  if (faults.length > 0) throw new PlainError(`The screen weighs too much:\n${faults.join("\n")}`);
}
