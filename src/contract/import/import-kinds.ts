import { z } from "@hono/zod-openapi";
import { importKinds } from "./columns.ts";

export const ImportKind = z.enum(importKinds).meta({
  id: "ImportKind",
  description:
    "`dates` of a concert, `prices` of its dates, `codes` or `emails` (the list) of a presale, `guests` of a date, who pay nothing",
});
