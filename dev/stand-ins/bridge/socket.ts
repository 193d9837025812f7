import { connect } from "node:net";
import type { WebSocket } from "ws";

const waitingBytesMax = 1 << 20;

/** Connects a WebSocket to Postgres and passes all bytes through. */
export function pipeSocket(socket: WebSocket, host: string, port: number): void {
  const postgres = connect({ host, port, noDelay: true });
  const close = () => {
    postgres.destroy();
    socket.close();
  };
  socket.on("message", (bytes: Buffer) => {
    if (!postgres.write(bytes)) socket.pause();
  });
  postgres.on("drain", () => socket.resume());
  postgres.on("data", (bytes) => {
    socket.send(bytes, () => postgres.resume());
    if (socket.bufferedAmount > waitingBytesMax) postgres.pause();
  });
  socket.on("close", () => postgres.end()).on("error", close);
  postgres.on("end", close).on("error", close);
}
