import { rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { type Bridge, startBridge } from "../stand-ins/bridge/bridge.ts";
import { writeDevVars } from "../machine/dev-vars.ts";
import { type Gateway, startGateway } from "../stand-ins/gateway/gateway.ts";
import { type Inbox, startInbox } from "../stand-ins/inbox/inbox.ts";
import { type Social, socialClient, startSocial } from "../stand-ins/social/social.ts";
import { type PushService, startPushService } from "../stand-ins/push-service/push-service.ts";
import { type ReportOffice, startReportOffice } from "../stand-ins/report-office/report-office.ts";
import { migrateDatabase } from "./migrate.ts";
import { workerUrl } from "../machine/worker-role.ts";
import { type Options, readOptions, usualPort } from "../machine/options.ts";
import { type Postgres, removeData, startPostgres } from "../machine/postgres.ts";
import { box, showError, step } from "../machine/progress.ts";
import { RunFile } from "../machine/run-file.ts";
import { seed } from "./seed.ts";
import { aborted, stopSignal } from "../machine/stopping.ts";

export interface Services {
  postgres: Postgres;
  bridge: Bridge;
  gateway: Gateway;
  inbox: Inbox;
  push: PushService;
  office: ReportOffice;
  social: Social;
}

/** Takes the state folder for this run, after ending the processes that a killed run left behind. */
export async function claimState({ dataDir }: Options, stack: AsyncDisposableStack) {
  const runFile = await RunFile.claim(dataDir);
  stack.defer(() => runFile.release());
  return runFile;
}

/** Starts everything beside the Worker; disposing the stack ends it in reverse order. */
export async function startServices(
  options: Options,
  stack: AsyncDisposableStack,
  stopping: AbortSignal,
  siteUrl: string,
): Promise<Services> {
  if (options.isReset) await reset(options.dataDir);
  const usual = (port: number) => (options.hasUsualPorts ? port : 0);
  const postgres = await step("Starting Postgres", () =>
    startPostgres({
      dataDir: join(options.dataDir, "postgres"),
      port: usual(54_329),
      database: "frontrow",
      durable: options.isDurable,
    }),
  );
  stack.defer(() => postgres.stop());
  stopping.throwIfAborted();
  const bridge = await step("Starting the Neon bridge", () =>
    startBridge({ port: usual(4444), postgresUrl: postgres.url }),
  );
  stack.defer(() => bridge.stop());
  stopping.throwIfAborted();
  const gateway = await step("Starting the payment gateway's stand-in", () =>
    startGateway({ port: usual(4445) }),
  );
  stack.defer(() => gateway.stop());
  stopping.throwIfAborted();
  const inbox = await step("Starting the mail inbox", () => startInbox({ port: usual(4446) }));
  stack.defer(() => inbox.stop());
  stopping.throwIfAborted();
  const push = await step("Starting the push service", () =>
    startPushService({ port: usual(4447), siteUrl }),
  );
  stack.defer(() => push.stop());
  stopping.throwIfAborted();
  const office = await step("Starting the report office", () =>
    startReportOffice({ port: usual(4448) }),
  );
  stack.defer(() => office.stop());
  stopping.throwIfAborted();
  const social = await step("Starting the sign-in providers' stand-in", () =>
    startSocial({ port: usual(4449) }),
  );
  stack.defer(() => social.stop());
  stopping.throwIfAborted();
  await step("Migrating the database", () => migrateDatabase(postgres.url));
  await seedOnce(postgres.url, bridge.port);
  stopping.throwIfAborted();
  writeDevVars(options.devVarsFile, {
    DATABASE_URL: workerUrl(postgres.url),
    NEON_LOCAL_PROXY: `127.0.0.1:${bridge.port}`,
    PAYMENT_GATEWAY_URL: gateway.url,
    PAYMENT_GATEWAY_SECRET: gateway.secret,
    PAYMENT_CHECKOUT_URL: `${gateway.url}/checkout`,
    SITE_URL: siteUrl,
    MAIL_API_URL: inbox.apiUrl,
    MAIL_API_TOKEN: inbox.token,
    MAIL_FROM: "tickets@frontrow.test",
    PUSH_SERVICE_URL: push.url,
    REPORT_SINK_URL: office.dailyUrl,
    REPORT_SINK_SECRET: office.secret,
    SOCIAL_STAND_IN_URL: social.url,
    ...Object.fromEntries(
      ["KAKAO", "NAVER", "GOOGLE"].flatMap((name) => [
        [`${name}_CLIENT_ID`, socialClient.id],
        [`${name}_CLIENT_SECRET`, socialClient.secret],
      ]),
    ),
    // Everybody shares this machine's address, and the tests of the whole system sign in many people.
    LIMIT_RAISES: "all*100",
  });
  return { postgres, bridge, gateway, inbox, push, office, social };
}

/** Runs the work until it ends or the user stops it; then everything on the stack is ended. */
export async function runUntilStopped(
  work: (stack: AsyncDisposableStack, stopping: AbortSignal) => Promise<void>,
): Promise<never> {
  const stopping = stopSignal();
  const stack = new AsyncDisposableStack();
  let exitCode = 0;
  try {
    await work(stack, stopping);
  } catch (error) {
    if (!stopping.aborted) exitCode = showError(error);
  }
  if (stopping.aborted) console.log("\n  Stopping …");
  await stack.disposeAsync();
  process.exit(exitCode);
}

async function reset(dataDir: string): Promise<void> {
  await removeData(join(dataDir, "postgres"));
  rmSync(join(dataDir, "wrangler"), { recursive: true, force: true });
}

async function seedOnce(url: string, bridgePort: number): Promise<void> {
  if (!(await isEmpty(url))) return;
  const settings = { DATABASE_URL: url, NEON_LOCAL_PROXY: `127.0.0.1:${bridgePort}` };
  await step("Seeding a first catalog", () => seed(settings));
}

async function isEmpty(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM concert LIMIT 1");
    return rowCount === 0;
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  await runUntilStopped(async (stack, stopping) => {
    const options = readOptions();
    console.log("Frontrow's services");
    await claimState(options, stack);
    const siteUrl = `http://localhost:${options.port ?? usualPort}`;
    const services = await startServices(options, stack, stopping, siteUrl);
    const { postgres, bridge, gateway, inbox, push, office } = services;
    const lines = [
      "The services run; `wrangler dev` finds them by itself.",
      "",
      `Postgres   ${postgres.url}`,
      `Neon       ${bridge.url}/sql`,
      `Payments   ${gateway.url}/payments`,
      `Mail       ${inbox.url}`,
      `Push       ${push.url}`,
      `Reports    ${office.url}`,
      `Variables  ${options.devVarsFile}`,
      "",
      "Ctrl-C stops them.",
    ];
    console.log(`\n${box(lines)}\n`);
    await aborted(stopping);
  });
}
