import type { IncomingMessage, ServerResponse } from "node:http";

const usualBytesMax = 64 * 1024;

export async function bodyOf(request: IncomingMessage, bytesMax = usualBytesMax): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new Error("the body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  const headers = { "content-type": "application/json;charset=UTF-8" };
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text) }).end(text);
}

export function html(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(body);
}

export function goTo(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end();
}
