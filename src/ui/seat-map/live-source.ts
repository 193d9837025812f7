import { snapshotHeaderBytes } from "../../contract/live/live.ts";
import { liveProtocol, type Moment, momentText } from "../../contract/live/live-socket.ts";
import { requestResponse } from "../api/request.ts";

/** The sources of the seats: polling and a socket. */
export type LiveSource = {
  ask: (since: Moment | null) => Promise<Uint8Array | "unchanged">;
  connect: (since: Moment | null) => WebSocket;
};

export function liveSource(scheduleId: string, pass: () => string): LiveSource {
  const path = `/schedules/${encodeURIComponent(scheduleId)}`;
  return {
    async ask(since) {
      const query = since ? `&since=${momentText(since)}` : "";
      const response = await requestResponse(`${path}/seats.bin?packed=1${query}`, {
        headers: {
          accept: "application/octet-stream",
          ...(since ? { "if-none-match": `"${momentText(since)}-p"` } : {}),
        },
        attemptsMax: 1,
      });
      if (response.status === 304) return "unchanged";
      return await unpack(new Uint8Array(await response.arrayBuffer()));
    },
    connect(since) {
      const query = since ? `?since=${momentText(since)}` : "";
      const address = new URL(`/api/v1${path}/live${query}`, location.href);
      address.protocol = address.protocol.replace("http", "ws");
      // Browsers cannot send headers with a socket, so the pass is sent as a subprotocol.
      const socket = new WebSocket(address, [liveProtocol, pass()].filter(Boolean));
      socket.binaryType = "arraybuffer";
      return socket;
    },
  };
}

async function unpack(frame: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (frame[1] !== 1 || frame[3] !== 1) return frame;
  const packed = new Blob([frame.subarray(snapshotHeaderBytes)]).stream();
  const seats = new Response(packed.pipeThrough(new DecompressionStream("deflate-raw")));
  const header = frame.slice(0, snapshotHeaderBytes);
  header[3] = 0;
  return new Uint8Array(await new Blob([header, await seats.arrayBuffer()]).arrayBuffer());
}
