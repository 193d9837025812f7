import { vi } from "vitest";
import type { Books } from "../books.ts";

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  Plans?: Plan[];
};

/** Which tables a question reads from end to end, and which indexes it uses, by the plan of what it sends. */
export async function planOf(books: Books, question: () => Promise<unknown>) {
  const sent = vi.spyOn(globalThis, "fetch");
  await question();
  const { query, params } = JSON.parse(sent.mock.calls[0]?.[1]?.body as string);
  sent.mockRestore();
  const [row] = await books.sql<{ "QUERY PLAN": [{ Plan: Plan }] }>(
    `EXPLAIN (FORMAT JSON) ${query}`,
    params,
  );
  const nodes: Plan[] = [];
  const visit = (plan: Plan) => {
    nodes.push(plan);
    plan.Plans?.forEach(visit);
  };
  if (!row) throw new Error("there is no plan");
  visit(row["QUERY PLAN"][0].Plan);
  const scanned = nodes.filter((node) => node["Node Type"] === "Seq Scan");
  return {
    // Venues and plans are few: reading all of them is the quickest way.
    scanned: scanned
      .map((node) => node["Relation Name"])
      .filter((name) => !/venue|plan/.test(name ?? "")),
    indexes: new Set(nodes.map((node) => node["Index Name"])),
    sorts: nodes.filter((node) => node["Node Type"] === "Sort").length,
  };
}
