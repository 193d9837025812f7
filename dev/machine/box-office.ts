import { type Options, usualPort } from "./options.ts";
import { isPortFree, nextFreePort } from "./ports.ts";
import { PlainError, step } from "./progress.ts";
import { buildScreen, isScreenBuilt } from "../build/screen.ts";
import { claimState, type Services, startServices } from "../commands/services.ts";
import { startWrangler, type Wrangler } from "./wrangler.ts";

export interface BoxOffice {
  wrangler: Wrangler;
  services: Services;
}

/** Opens the whole box office on this machine; disposing the stack closes it. */
export async function openBoxOffice(
  options: Options,
  stack: AsyncDisposableStack,
  stopping: AbortSignal,
): Promise<BoxOffice> {
  const runFile = await claimState(options, stack);
  const port = await choosePort(options);
  const services = await startServices(options, stack, stopping, `http://localhost:${port}`);
  if (!isScreenBuilt()) await step("Building the screen", buildScreen);
  stopping.throwIfAborted();
  const wrangler = await step("Starting the Worker", () =>
    startWrangler({ ...options, port, runFile, stopping }),
  );
  stack.defer(() => wrangler.stop());
  runFile.setUrl(wrangler.url);
  services.gateway.webhooks.mood.url = `${wrangler.url}/api/v1/webhooks/toss`;
  stopping.throwIfAborted();
  const ticking = setInterval(() => void tick(wrangler.url), 60_000);
  stack.defer(() => clearInterval(ticking));
  return { wrangler, services };
}

// Nothing fires wrangler.toml's crons on one machine. All of them mean every minute.
async function tick(url: string): Promise<void> {
  const cron = encodeURIComponent("* * * * *");
  const options = { signal: AbortSignal.timeout(30_000) };
  await fetch(`${url}/cdn-cgi/local/scheduled?cron=${cron}`, options).catch(() => {});
}

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
