import { beforeAll, expect, it } from "vitest";
import { concertById } from "../../db/catalog/catalog.ts";
import { connect } from "../../db/connection/connect.ts";
import { countStocks } from "./count-stock.ts";
import {
  bought,
  holding,
  openShop,
  type Person,
  person,
  testEnv,
} from "../../../test/support/worker/shop.ts";

const db = connect(testEnv);
const polling = { timeout: 30_000 };
let admin: Person;

beforeAll(async () => {
  admin = await person("admin");
});

it("[V308] a recount shows a sale as nearly and then completely sold, and a held seat does not count as sold", async () => {
  const { scheduleId, concertId } = await openShop(admin, 1, { seatsPerAccount: 10 });
  const counted = async (concert = concertId) => {
    await countStocks(testEnv, db);
    return (await concertById(db, { concert, now: Date.now() }))?.stock;
  };
  // Each time a hundred sales are counted, and other tests have made some.
  await expect.poll(() => counted(), polling).toBe("plenty");
  await bought(await person(), scheduleId, [0, 1, 2, 3, 4, 5, 6, 7]);
  await expect.poll(() => counted(), polling).toBe("plenty");
  await bought(await person(), scheduleId, [8]);
  await holding(await person(), scheduleId, [9]);
  await expect.poll(() => counted(), polling).toBe("low");
  const last = await openShop(admin, 1, { seatsPerAccount: 10 });
  await bought(await person(), last.scheduleId, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  await expect.poll(() => counted(last.concertId), polling).toBe("sold-out");
});
