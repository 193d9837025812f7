import { startBridge } from "../../dev/stand-ins/bridge/bridge.ts";

// A separate process, as in production, where the bridge does not compete with the load generator.
const bridge = await startBridge({ postgresUrl: process.argv[2] ?? "" });
process.once("disconnect", () => process.exit(0));
// Ctrl-C reaches the whole group; the bench ends us after those that still use us.
process.on("SIGINT", () => {});
process.send?.(bridge.port);
