import { expect, it } from "vitest";
import { call, refused } from "../../../test/support/worker/shop.ts";

it("[P65] a long body without its length is refused before anything of it is read or anybody is asked for", async () => {
  for (const path of [
    "/admin/images",
    `/admin/imports?kind=emails&target=${crypto.randomUUID()}`,
    `/admin/venues/${crypto.randomUUID()}/plan-import`,
    "/admin/plans",
  ]) {
    let chunks = 0;
    const raw = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(new Uint8Array(65_536));
          if (++chunks === 16) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { "content-type": "text/csv" };
    const { detail } = await refused(call(`POST ${path}`, { raw, headers }), "body-too-large");
    expect(detail).toBe("Give the length of the body in Content-Length");
    expect(chunks).toBeLessThan(16);
  }
});
