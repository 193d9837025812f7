import { WebSocket } from "ws";

/** The heap and the buffers of a Worker in workerd in megabytes, garbage included, from its inspector. */
export async function heapMb(inspectorPort: number): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${inspectorPort}/main`);
  try {
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const answer = new Promise<string>((resolve) => {
      socket.once("message", (data: Buffer) => resolve(data.toString()));
    });
    socket.send(JSON.stringify({ id: 1, method: "Runtime.getHeapUsage" }));
    const { result } = JSON.parse(await answer) as { result: HeapUsage };
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = result;
    return (usedSize + embedderHeapUsedSize + backingStorageSize) / 2 ** 20;
  } finally {
    socket.terminate();
  }
}

interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize: number;
  backingStorageSize: number;
}
