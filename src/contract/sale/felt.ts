import { z } from "@hono/zod-openapi";
import { feltMax, feltMsMax } from "./felt-limits.ts";

const values = z.array(z.int().min(0).max(feltMsMax)).max(feltMax).optional();

/** What a fan's browser has measured on the sale's page, in milliseconds, without anything about the fan. */
export const Felt = z
  .strictObject({
    hold: values.meta({ description: "From a press on the button to the confirmed hold" }),
    answer: values.meta({ description: "Other answers of the server" }),
    repaint: values.meta({ description: "From a change's arrival to the repainted map" }),
  })
  .meta({ id: "Felt" });
export type Felt = z.infer<typeof Felt>;
