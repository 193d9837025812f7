import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, test as it } from "vitest";
import { drive, inTurn, readAnswer, request } from "./load.ts";

it("[BN1] an answer in pieces counts as one answer, at the arrival of its last byte", async () => {
  const answer = Buffer.from("HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\n12345");
  for (let length = 0; length < answer.length; length++)
    expect(readAnswer(answer.subarray(0, length))).toBeNull();
  expect(readAnswer(answer)).toMatchObject({ status: 201, body: Buffer.from("12345") });

  const server = createServer((socket) => {
    socket.on("data", () => {
      socket.write(answer.subarray(0, 30));
      setTimeout(() => socket.write(answer.subarray(30)), 5);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const requests = Array.from({ length: 6 }, () => request("GET /"));
  const load = await drive({ port, connections: 2, next: inTurn(requests) });
  server.close();
  expect(load.answers.map(({ body }) => body.toString())).toEqual(Array(6).fill("12345"));
  expect(Math.min(...load.latenciesMs)).toBeGreaterThan(4);
});
