import { snapshotHeaderBytes } from "../../contract/live/live.ts";

const snapshotType = 1;
const packedFlag = 1;

/** A snapshot with compressed seats; a delta is already short. */
export async function packSnapshot(frame: ArrayBuffer): Promise<ArrayBuffer> {
  const header = new Uint8Array(frame.slice(0, snapshotHeaderBytes));
  if (header[1] !== snapshotType) return frame;
  header[3] = packedFlag;
  const seats = new Response(frame.slice(snapshotHeaderBytes)).body;
  const packed = new Response(seats?.pipeThrough(new CompressionStream("deflate-raw")));
  return await new Blob([header, await packed.arrayBuffer()]).arrayBuffer();
}
