import { z } from "@hono/zod-openapi";
import { posterPath } from "./addresses.ts";

/** A poster is a picture of this site: one of another would tell its owner who visits us. */
export const PosterPath = z
  .string()
  .regex(posterPath)
  .meta({ description: "A drawn poster of this site, or `path` of an uploaded image" });
