import { readOptions, type Options } from "./options.ts";
import { isPortFree, nextFreePort } from "./ports.ts";
import { box, PlainError, seconds, step } from "./progress.ts";
import { buildScreen, isScreenBuilt } from "./screen.ts";
import { runUntilStopped, type Services, startServices } from "./services.ts";
import { aborted } from "./stopping.ts";
import { startWrangler } from "./wrangler.ts";

const usualPort = 8787;

/** Opens the whole box office on this machine and keeps it open until it is stopped. */
await runUntilStopped(async (stack, stopping) => {
  console.log("Frontrow");
  const options = readOptions();
  const port = await choosePort(options);
  const services = await startServices(options, stack, stopping);
  if (!isScreenBuilt()) await step("Building the screen", buildScreen);
  stopping.throwIfAborted();
  const { runFile } = services;
  const wrangler = await step("Starting the Worker", () =>
    startWrangler({ ...options, port, runFile, stopping }),
  );
  stack.defer(() => wrangler.stop());
  stopping.throwIfAborted();
  console.log(`\n${box(greeting(wrangler.url, services))}\n`);
  await Promise.race([aborted(stopping), wrangler.ended]);
  if (!stopping.aborted) {
    throw new PlainError(`wrangler dev ended by itself. It said:\n\n${wrangler.said()}`);
  }
});

async function choosePort({ port }: Options): Promise<number> {
  if (port === undefined) {
    const free = await nextFreePort(usualPort);
    if (free !== usualPort) {
      console.log(
        `  Port ${usualPort} is taken, so port ${free} it is (--port NUMBER for another).`,
      );
    }
    return free;
  }
  if ((await isPortFree(port)) && (await isPortFree(port, "::"))) return port;
  throw new PlainError(`Port ${port} is taken. Choose another one: npm start -- --port NUMBER`);
}

function greeting(url: string, { postgres, bridge }: Services): string[] {
  return [
    `Frontrow is open at ${url}   (after ${seconds(performance.now())})`,
    "",
    "Fan       fan@frontrow.test     frontrow-fan-1",
    "Admin     admin@frontrow.test   frontrow-admin-1",
    "",
    `API       ${url}/api/v1`,
    `Postgres  ${postgres.url}`,
    `Bridge    ${bridge.url}`,
    "",
    "Ctrl-C stops everything; the data stays.",
  ];
}
