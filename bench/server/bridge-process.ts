import { startBridge } from "../../dev/stand-ins/bridge/bridge.ts";

// A process of its own, as the bridge is in nobody's way when it runs beside the Worker: the load generator has its own.
const bridge = await startBridge({ postgresUrl: process.argv[2] ?? "" });
process.once("disconnect", () => process.exit(0));
// Ctrl-C reaches the whole group; the bench ends us after those that still use us.
process.on("SIGINT", () => {});
process.send?.(bridge.port);
