import { startGateway } from "../../dev/stand-ins/gateway/gateway.ts";

// A separate process, since the real gateway is a separate machine.
const { url, secret } = await startGateway({ port: 0 });
process.once("disconnect", () => process.exit(0));
process.on("SIGINT", () => {});
process.send?.({ url, secret });
