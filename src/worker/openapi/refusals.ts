import { Problem } from "../../contract/problem.ts";
import { type ProblemCode, problems } from "../../contract/problems.ts";
import { remedyFor } from "../pages/problem-pages.ts";
import type { JsonSchema } from "./schemas.ts";

type Refused = { description: string; content: Record<string, { schema: JsonSchema }> };

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
      return [status, { description, content: { "application/problem+json": { schema } } }];
    }),
  );
}

const lineOf = (code: ProblemCode) => `\`${code}\`: ${problems[code].title}. ${remedyFor(code)}`;
