import { startGateway } from "../../dev/stand-ins/gateway/gateway.ts";

// A process of its own, as the gateway is a machine of its own.
const { url, secret } = await startGateway({ port: 0 });
process.once("disconnect", () => process.exit(0));
process.on("SIGINT", () => {});
process.send?.({ url, secret });
