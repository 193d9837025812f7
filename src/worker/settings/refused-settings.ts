import { problems } from "../../contract/problems.ts";
import type { Env } from "../env.ts";
import { requestIdOf } from "../requests/request-id.ts";
import { withSafeHeaders } from "../requests/safe-headers.ts";
import { settingFaults } from "./setting-faults.ts";

/** What was found in the settings of this isolate, by the host that was asked. */
const known = new WeakMap<object, Map<string, string[]>>();
const hostsMax = 20;

/** The faults of the Worker's settings for the host of a request. They are looked for once. */
export function faultsFor(request: Request, env: Env): string[] {
  const host = /^\w+:\/\/([^/:[\]]+|\[[^\]]*\])/.exec(request.url)?.[1] ?? "";
  let byHost = known.get(env);
  if (byHost === undefined || byHost.size > hostsMax) known.set(env, (byHost = new Map()));
  let faults = byHost.get(host);
  if (faults === undefined) {
    faults = settingFaults({ ...env }, host);
    byHost.set(host, faults);
    for (const fault of faults) console.error("settings:", fault);
  }
  return faults;
}

/** Whether nothing speaks against acting by oneself, when no request says which host this is. */
export const mayAct = (env: Env): boolean => settingFaults({ ...env }, "localhost").length === 0;

/** The answer to every request but that for the health while the settings are unsafe; null if they are sound. */
export function refusedSettings(request: Request, env: Env): Response | null {
  const faults = faultsFor(request, env);
  if (faults.length === 0 || new URL(request.url).pathname === "/api/v1/health") return null;
  const id = requestIdOf(request);
  const code = "unavailable";
  const { status, title } = problems[code];
  const detail = `This site is not set up safely. ${faults.join(". ")}`;
  const body = { type: `/problems/${code}`, title, status, code, detail, instance: id };
  const response = new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "retry-after": "60" },
  });
  return withSafeHeaders(response, request, { id, allowed: undefined });
}
