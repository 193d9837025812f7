import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { testWorkerConfig } from "./dev/testing/worker-config.ts";

const services = "./dev/testing/test-services.ts";
const suffixed = [
  "**/*.workerd.test.ts",
  "**/*.postgres.test.ts",
  "**/*.dom.test.tsx",
  "**/*.server.test.ts",
  "**/*.e2e.test.ts",
];
// Of the tests, and of nobody else.
const pushKeys =
  "BMrR6Ubf7CiYxzr1Nq5CMyLwTaBMej9pYP4YsYSK3ASe4BGWtLouf9KY0uTHgeZ_xRJHb78oZns6Nx2ZEZhD-Kc.NO3QGsDcdgMgGNMaky0JhytKCMW0e6H1GYxok2ZFk2o";
/** A poll ends with what it waits for; on a busy machine that takes longer than the usual second. */
const patient = { poll: { timeout: 20_000 } };
const preact = { jsx: { runtime: "automatic", importSource: "preact" } } as const;

/** Files that take a minute come first, so that nobody waits for one of them alone at the end. */
const longest = [
  "money-outage.server.test.ts",
  "simulation.postgres.test.ts",
  "accessibility.e2e.test.ts",
];

/** Then one project after the other, those that wait for others first. */
const projectOrder = ["e2e", "server", "workerd", "postgres", "dom", "unit"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(name));
      return at >= 0 ? at : longest.length + projectOrder.indexOf(project.name);
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

// Files are not isolated where none changes what another sees: a start for each would cost as much as its tests do.
export default defineConfig({
  test: {
    // One more may wait while another works, even on a machine with two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        oxc: preact,
        test: {
          name: "unit",
          expect: patient,
          isolate: false,
          // For what hangs: some play long stories, and a busy machine takes its time.
          testTimeout: 30_000,
          include: ["{src,dev,bench,test}/**/*.test.{ts,tsx}"],
          exclude: [...configDefaults.exclude, ...suffixed],
        },
      },
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            wrangler: { configPath: testWorkerConfig() },
            miniflare: {
              bindings: {
                DATABASE_URL: inject<string>("workerdDatabaseUrl"),
                NEON_LOCAL_PROXY: `127.0.0.1:${inject<number>("bridgePort")}`,
                TOKEN_SECRET: "a-secret-for-tests-of-at-least-32-bytes",
                PAYMENT_GATEWAY_URL: inject<string>("gatewayUrl"),
                PAYMENT_GATEWAY_SECRET: "test_sk_frontrow_local",
                PAYMENT_CHECKOUT_URL: `${inject<string>("gatewayUrl")}/checkout`,
                // Mail is on for those tests that say whom it comes from.
                SITE_URL: "https://frontrow.test",
                MAIL_API_URL: inject<string>("mailApiUrl"),
                MAIL_API_TOKEN: "frontrow-local-mail",
                PUSH_SERVICE_URL: inject<string>("pushUrl"),
                VAPID_KEYS: pushKeys,
                ENVIRONMENT: "local",
                SOCIAL_STAND_IN_URL: inject<string>("socialUrl"),
                KAKAO_CLIENT_ID: "frontrow-local",
                KAKAO_CLIENT_SECRET: "frontrow-local-secret",
                NAVER_CLIENT_ID: "frontrow-local",
                NAVER_CLIENT_SECRET: "frontrow-local-secret",
                GOOGLE_CLIENT_ID: "frontrow-local",
                GOOGLE_CLIENT_SECRET: "frontrow-local-secret",
                // Every test comes from one address; those of the limits take this away.
                LIMIT_RAISES: "all*1000",
                // Tests of the second factor say so.
                STAFF_SECOND_FACTOR: "optional",
                SEALING_KEYS: "a-sealing-key-for-tests-of-32-bytes",
              },
            },
          })),
        ],
        test: {
          name: "workerd",
          expect: patient,
          isolate: false,
          include: ["src/**/*.workerd.test.ts"],
          globalSetup: services,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "postgres",
          expect: patient,
          isolate: false,
          include: ["{src,dev,bench,test}/**/*.postgres.test.ts"],
          globalSetup: services,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        oxc: preact,
        test: {
          name: "dom",
          expect: patient,
          include: ["src/ui/**/*.dom.test.tsx"],
          environment: "jsdom",
          isolate: false,
          setupFiles: "./test/support/dom-setup.ts",
          testTimeout: 30_000,
        },
      },
      {
        test: {
          // The Worker on raw workerd with books of its own, for what a browser does not do: crowds, kills and faults.
          name: "server",
          expect: patient,
          isolate: false,
          include: ["test/**/*.server.test.ts"],
          globalSetup: [services, "./dev/testing/test-worker.ts"],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "e2e",
          expect: patient,
          isolate: false,
          include: ["test/**/*.e2e.test.ts"],
          globalSetup: "./dev/testing/test-system.ts",
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
