import fc from "fast-check";
import { expect, it } from "vitest";
import { IsolateCache } from "./isolate-cache.ts";

const cacheOf = <T>(more: object = {}) =>
  new IsolateCache<T>({ freshMs: 100, staleMs: 50, countMax: 3, ...more });

it("[G13] a value is fresh for its time, and then one request fetches it while the others have the old one", () => {
  const cache = cacheOf<string>();
  cache.keep("a", "old", undefined, 1_000);
  expect(cache.fresh("a", 1_099)).toBe("old");
  expect([cache.fresh("a", 1_100), cache.fresh("a", 1_101)]).toEqual([null, "old"]);
  expect([cache.fresh("a", 1_150), cache.fresh("a", 1_151)]).toEqual([null, null]);
  expect(cache.last("a")).toBe("old");
  cache.prolong("a", { freshMs: 10 }, 1_200);
  expect([cache.fresh("a", 1_209), cache.fresh("a", 1_210)]).toEqual(["old", null]);
  cache.keep("a", "new", { freshMs: 5 }, 2_000);
  expect([cache.fresh("a", 2_004), cache.fresh("a", 2_005)]).toEqual(["new", null]);
});

it("[G14] a cache stays within its bounds, and drops the oldest values first", () => {
  const act = fc.tuple(fc.constantFrom("keep", "forget"), fc.nat(9), fc.nat(40));
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const cache = cacheOf<number>({ sizeMax: 100, sizeOf: (value: number) => value });
      let model: [string, number][] = [];
      for (const [what, name, size] of acts) {
        const key = String(name);
        model = model.filter(([other]) => other !== key);
        if (what === "forget") cache.forget(key);
        else {
          cache.keep(key, size, undefined, 0);
          model.push([key, size]);
        }
        while (model.length > 3 || model.reduce((sum, [, each]) => sum + each, 0) > 100)
          model.shift();
        const kept = Object.fromEntries(model);
        for (let each = 0; each < 10; each++)
          expect(cache.last(String(each))).toBe(kept[each] ?? null);
      }
    }),
  );
});

it("[G15] requests that ask for the same at once load it once", async () => {
  const cache = cacheOf<number>();
  let loads = 0;
  const read = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return ++loads;
  };
  const asked = Array.from({ length: 5 }, () => cache.load("a", read));
  expect(await Promise.all(asked)).toEqual([1, 1, 1, 1, 1]);
  cache.clear();
  expect(await cache.load("a", read)).toBe(2);
});

it("[G16] a cache remembers neither missing values nor failures", async () => {
  const cache = cacheOf<number>();
  expect(await cache.load("a", async () => null)).toBeNull();
  await expect(cache.load("a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await cache.load("a", async () => 1)).toBe(1);
});
