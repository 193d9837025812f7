import { conclude, runCheck, runStaticChecks, runTests, sum } from "./checks.ts";

console.log("Frontrow: every check and every test");
// The tests look at the built screen, its size among other things, and the Worker serves it.
const screen = await runCheck("Screen build", "node", ["dev/build.ts"]);
// A browser waits more than it works, so all the others run beside it and are shown when they are done.
const others = async () =>
  sum([
    await runStaticChecks(),
    await runTests(["stage", "workerd", "postgres", "unit", "dom"], true),
  ]);
conclude(sum([screen, ...(await Promise.all([others(), runTests(["e2e"])]))]));
