import { readCommandLine } from "../machine/command-line.ts";
import { conclude, runStaticChecks, runTests, sum } from "../testing/checks.ts";

const usage = `npm run check    types, lint, format and the tests that need nothing; npm test runs everything`;
readCommandLine({ usage, options: {} });
console.log("Frontrow: the quick checks (npm test runs everything)");
conclude(sum([await runStaticChecks(), await runTests({ projects: ["unit"] })]));
