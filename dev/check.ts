import { conclude, runStaticChecks, runTests, sum } from "./checks.ts";

console.log("Frontrow: the quick checks (npm test runs everything)");
conclude(sum([await runStaticChecks(), await runTests(["unit"])]));
