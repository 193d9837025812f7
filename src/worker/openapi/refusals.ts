import { Problem } from "../../contract/problem.ts";
import { type ProblemCode, problems } from "../../contract/problems.ts";
import { remedyFor } from "../pages/problem-pages.ts";
import type { JsonSchema } from "./schemas.ts";

type Refused = {
  description: string;
  headers?: Record<string, object>;
  content: Record<string, { schema: JsonSchema }>;
};

const ofLimits = {
  "Retry-After": {
    description: "The seconds until the next request is allowed",
    schema: { type: "integer" },
  },
  "RateLimit-Policy": {
    description:
      'The limit that was reached: its name, its number `q` and its window `w` in seconds, as in `"login";q=5;w=60`',
    schema: { type: "string" },
  },
  RateLimit: {
    description:
      'What is left of it, `r`, and the seconds `t` until there is more, as in `"login";r=0;t=42`. ' +
      "Answers of operations whose limit is exact have this and the policy as well",
    schema: { type: "string" },
  },
};

/** The refusals of an operation by their status: which codes there may be, and what to do about each. */
export function refusedAnswers(
  codes: ProblemCode[],
  toJson: (schema: typeof Problem) => JsonSchema,
): Record<string, Refused> {
  const problem = toJson(Problem);
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => {
      const schema = { ...problem, properties: { code: { enum: same } } };
      const description = same.map(lineOf).join("\n");
      const headers = status === 429 ? { headers: ofLimits } : {};
      const content = { "application/problem+json": { schema } };
      return [status, { description, ...headers, content }];
    }),
  );
}

const lineOf = (code: ProblemCode) => `\`${code}\`: ${problems[code].title}. ${remedyFor(code)}`;
