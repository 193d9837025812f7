import { type BoxOffice, openBoxOffice } from "../machine/box-office.ts";
import { readOptions } from "../machine/options.ts";
import { box, PlainError, seconds } from "../machine/progress.ts";
import { runUntilStopped } from "./services.ts";
import { aborted } from "../machine/stopping.ts";

await runUntilStopped(async (stack, stopping) => {
  const options = readOptions();
  console.log("Frontrow");
  const office = await openBoxOffice(options, stack, stopping);
  console.log(`\n${box(greeting(office))}\n`);
  await Promise.race([aborted(stopping), office.wrangler.ended]);
  if (!stopping.aborted) {
    throw new PlainError(`wrangler dev ended by itself. It said:\n\n${office.wrangler.said()}`);
  }
});

function greeting({
  wrangler: { url },
  services: { postgres, bridge, gateway, inbox, push },
}: BoxOffice): string[] {
  return [
    `Frontrow is open at ${url}   (after ${seconds(performance.now())})`,
    "",
    "Fan       fan@frontrow.test     frontrow-fan-1",
    `Owner     admin@frontrow.test   frontrow-admin-1   ${url}/admin`,
    "",
    `Payments  ${gateway.url}/payments   (nobody is charged)`,
    `Mail      ${inbox.url}   (nothing leaves this machine)`,
    `Push      ${push.url}   (pretends phones, and shows what they are told)`,
    `API       ${url}/api/v1/docs`,
    `Postgres  ${postgres.url}`,
    `Bridge    ${bridge.url}`,
    "",
    "Ctrl-C stops everything; the data stays.",
  ];
}
