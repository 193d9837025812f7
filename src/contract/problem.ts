import { z } from "@hono/zod-openapi";

/** A problem document (RFC 9457). */
export const Problem = z
  .object({
    type: z.string().meta({ example: "/problems/seat-taken" }),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional().meta({ description: "The request's id" }),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;
