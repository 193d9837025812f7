import { toHex } from "../encoding/encoding.ts";
import type { Env } from "../env.ts";
import { readingKeys, ringOf } from "../identity/key-ring.ts";

/** What a receiver answered, or that none is set up. */
export type Receipt = { sink: string; status: number | null; answer: string };
export type SentFile = { name: string; body: string; sha256: string };

/** A port for the reporting duty of a country: it takes a day's file and gives back the proof. */
export interface ReportSink {
  send: (file: SentFile) => Promise<{ isSent: boolean; receipt: Receipt }>;
}

const answerMax = 500;
const timeoutMs = 10_000;

/** The receiver of this deployment; without one the files wait, and can be downloaded. */
export function sinkOf(env: Env): ReportSink | null {
  const { REPORT_SINK_URL, REPORT_SINK_SECRET } = env;
  if (!REPORT_SINK_URL) return null;
  return httpSink(
    REPORT_SINK_URL,
    REPORT_SINK_SECRET ? sharedSecrets(env, REPORT_SINK_SECRET) : [],
  );
}

/** Rotated keys follow the first secret, and none of them is derived from ours, since the receiver has them too. */
function sharedSecrets(env: Env, first: string): string[] {
  const [root, ...rotated] = ringOf(env).keys.webhook;
  const keys = root ? [{ ...root, secret: first }, ...rotated] : rotated;
  return readingKeys(keys, Date.now()).map(({ secret }) => secret);
}

/**
 * Sends by POST, signed with each secret that the receiver may have, with a name by which a receiver knows a file that it has already. The
 * receipt names the host alone, as an address may have a secret in it.
 */
export function httpSink(url: string, secrets: string[]): ReportSink {
  const sink = new URL(url).host;
  return {
    send: async ({ name, body, sha256 }) => {
      const headers = {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "idempotency-key": sha256,
        ...(secrets.length > 0 ? { "frontrow-signature": await signatures(body, secrets) } : {}),
      };
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        const redirect = "manual" as const;
        const response = await fetch(url, { method: "POST", headers, body, signal, redirect });
        const answer = (await response.text()).slice(0, answerMax);
        return { isSent: response.ok, receipt: { sink, status: response.status, answer } };
      } catch (error) {
        return {
          isSent: false,
          receipt: { sink, status: null, answer: String(error).slice(0, answerMax) },
        };
      }
    },
  };
}

const signatures = async (body: string, secrets: string[]): Promise<string> =>
  (await Promise.all(secrets.map((secret) => signed(body, secret)))).join(",");

async function signed(body: string, secret: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, [
    "sign",
  ]);
  return toHex(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(body))));
}
