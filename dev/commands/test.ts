import { readCommandLine } from "../machine/command-line.ts";
import {
  conclude,
  type Count,
  runCheck,
  runStaticChecks,
  runTests,
  sum,
} from "../testing/checks.ts";
import { isScreenBuilt } from "../build/screen.ts";
import { ProcessorTime } from "../testing/processor-time.ts";

const usage = `npm test              every check and every test
npm test -- FILE …    the tests alone whose path contains one of these

\`npm run check\` is the quick half: types, lint, format, units.`;

const { positionals: files } = readCommandLine({ usage, options: {}, takesWords: true });
const withoutBrowser = ["server", "workerd", "postgres", "unit", "dom"];
const processor = new ProcessorTime();
conclude(files.length > 0 ? await runSome() : await runAll(), processor.stop());

async function runAll(): Promise<Count> {
  console.log("Frontrow: every check and every test");
  const screen = await buildFirst();
  // Runs all at once, since each of them is idle at times. Output of what runs beside the browser is shown at the end.
  const counts = await Promise.all([
    runStaticChecks(),
    runTests({ projects: withoutBrowser, isShownAtEnd: true }),
    runTests({ projects: ["e2e"] }),
  ]);
  return sum([screen, ...counts]);
}

async function runSome(): Promise<Count> {
  console.log(`Frontrow: the tests of ${files.join(", ")}`);
  const screen = await buildFirst();
  return sum([screen, await runTests({ projects: [...withoutBrowser, "e2e"], files })]);
}

/** The tests look at the built screen, and the Worker serves it. It is weighed even if it is built already. */
async function buildFirst(): Promise<Count> {
  // A box office that is open meanwhile serves from the same folder.
  return isScreenBuilt()
    ? runCheck("Weight of the screen", "node", ["dev/build/budgets.ts"])
    : runCheck("Screen build", "node", ["dev/commands/build.ts"]);
}
