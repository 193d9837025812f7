import { type Count, conclude, runCheck, runStaticChecks, runTests, sum } from "./checks.ts";

console.log("Frontrow: every check and every test");
const counts: Count[] = [await runStaticChecks()];
// The tests look at the built screen, its size among other things, and the Worker serves it.
counts.push(await runCheck("Screen build", "node", ["dev/build.ts"]));
counts.push(await runTests(["unit", "workerd", "postgres", "dom"]));
counts.push(await runTests(["e2e"]));
conclude(sum(counts));
