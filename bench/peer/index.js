import { DurableObject } from "cloudflare:workers";
import { neon, neonConfig } from "@neondatabase/serverless";

/** The least object that could answer. */
export class Peer extends DurableObject {
  call() {
    return { answer: 1 };
  }
}

const kept = new Map();

const routes = {
  /** One call of one object. */
  async call(_request, env) {
    return Response.json(await env.PEER.getByName("one").call());
  },

  /** Answers of these bytes from now on. */
  async keep(request) {
    kept.set(new URL(request.url).search, await request.arrayBuffer());
    return Response.json({});
  },

  response(request) {
    return new Response(kept.get(new URL(request.url).search));
  },

  /** One durable row. */
  async insert(request, env) {
    const [account, amount] = await request.json();
    await booksOf(
      env,
    )`INSERT INTO bench_row (account_id, amount_minor) VALUES (${account}, ${amount})`;
    return Response.json({});
  },

  /** The transaction of pgbench, all of it in one round trip. */
  async tpcb(request, env) {
    const { account, teller, branch, delta } = await request.json();
    const sql = booksOf(env);
    await sql.transaction([
      sql`UPDATE bench_account SET balance = balance + ${delta} WHERE id = ${account}`,
      sql`SELECT balance FROM bench_account WHERE id = ${account}`,
      sql`UPDATE bench_teller SET balance = balance + ${delta} WHERE id = ${teller}`,
      sql`UPDATE bench_branch SET balance = balance + ${delta} WHERE id = ${branch}`,
      sql`INSERT INTO bench_history (teller_id, branch_id, account_id, delta, at)
        VALUES (${teller}, ${branch}, ${account}, ${delta}, now())`,
    ]);
    return Response.json({});
  },
};

function booksOf(env) {
  neonConfig.fetchEndpoint = `http://${env.NEON_LOCAL_PROXY}/sql`;
  return neon(env.DATABASE_URL);
}

export default {
  fetch(request, env) {
    const name = /^[a-z]+:\/\/[^/]+\/([a-z]+)/.exec(request.url)?.[1];
    return routes[name](request, env);
  },
};
