import { z } from "@hono/zod-openapi";

/** A problem document (RFC 9457). */
export const Problem = z
  .object({
    type: z.string().meta({
      description: "The path of a page about this kind of problem",
      example: "/problems/seat-taken",
    }),
    title: z.string().meta({ description: "The kind of problem, for people" }),
    status: z.int().meta({ description: "The HTTP status of the answer" }),
    code: z.string().meta({
      description: "The kind of problem, for programs",
      example: "seat-taken",
    }),
    detail: z.string().meta({
      description: "What is known of this occurrence, or else what to do about it",
    }),
    instance: z
      .string()
      .optional()
      .meta({ description: "The id of the request, as in `x-request-id`" }),
    errors: z
      .array(
        z.object({
          pointer: z.string().meta({ description: "A JSON pointer into the body or the query" }),
          detail: z.string(),
        }),
      )
      .optional()
      .meta({ description: "The faulty places of an invalid request" }),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;
