import { z } from "@hono/zod-openapi";
import { Day, Id, Time } from "../../ids.ts";
import { Currency, LocalText } from "../../money/money.ts";
import { ReportPeriod } from "./sales-reports.ts";

const count = z.int().min(0);

export const UnsoldReport = z
  .strictObject({
    ...ReportPeriod.shape,
    rows: z.array(
      z.strictObject({
        scheduleId: Id,
        concertId: Id,
        concert: LocalText,
        startsAt: Time,
        total: count,
        sold: count,
        left: count.meta({ description: "Free for fans" }),
        other: count.meta({ description: "Held back, being bought, or not for sale" }),
        countedAt: Time,
      }),
    ),
  })
  .meta({ id: "UnsoldReport" });
export type UnsoldReport = z.infer<typeof UnsoldReport>;

export const GatewayReport = z
  .strictObject({
    ...ReportPeriod.shape,
    currency: Currency,
    rows: z.array(
      z.strictObject({
        day: Day,
        taken: z.int().meta({ description: "What fans paid at the gateway" }),
        givenBack: z.int(),
        serviceFee: z.int().meta({ description: "What the gateway kept for its service" }),
        paidOut: z.int(),
        owed: z
          .int()
          .meta({ description: "What the gateway still has of ours at the end of the day" }),
      }),
    ),
  })
  .meta({ id: "GatewayReport", description: "Days of the deployment's time zone, Asia/Seoul" });
export type GatewayReport = z.infer<typeof GatewayReport>;
