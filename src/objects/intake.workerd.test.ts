import { describe, expect, it } from "vitest";
import { newSchedule, objectEnv, scheduleObject } from "../../test/support/worker/objects.ts";

describe("an intake", () => {
  it("[D12] an intake gives an account one place, however often and however quickly it asks", async () => {
    const scheduleId = await newSchedule({ shoppersMax: 1 });
    const intake = objectEnv.INTAKE.getByName(`${scheduleId}:0`);
    const fans = Array.from({ length: 30 }, () => crypto.randomUUID());
    const joins = [...fans, ...fans].map((accountId) =>
      intake.join({ accountId, spent: null, device: "d", presale: null }),
    );
    const numbers = (await Promise.all(joins)).map((place) => (place.ok ? place.value.number : 0));
    expect(numbers.slice(0, 30)).toEqual(numbers.slice(30));
    expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(fans.map((_, index) => index + 1));
    expect(numbers.slice(0, 30)).toEqual(numbers.slice(0, 30).toSorted((a, b) => a - b));
  });

  it("[D13] an intake gives an account a new place, at the end, only after the last one was used", async () => {
    const scheduleId = await newSchedule();
    const intake = objectEnv.INTAKE.getByName(`${scheduleId}:0`);
    const join = async (accountId: string, spent: number | null) => {
      const place = await intake.join({ accountId, spent, device: "d", presale: null });
      return place.ok ? place.value.number : place.code;
    };
    expect(await join("ada", null)).toBe(1);
    expect(await join("bob", null)).toBe(2);
    expect(await join("ada", 7)).toBe(1);
    expect(await join("ada", 1)).toBe(3);
    expect(await join("ada", 1)).toBe(3);
    expect(await join("ada", 3)).toBe(4);
  });

  it("[D14] after a crash those beyond the range given before it have places too", async () => {
    const scheduleId = await newSchedule({ shoppersMax: 1 });
    const name = `${scheduleId}:0`;
    // The request of an intake that died before it had recorded the owners of its numbers.
    await scheduleObject(scheduleId).takePlaces({ intake: name, turn: 1, count: 2, presale: null });
    const joins = Array.from({ length: 5 }, () => ({
      accountId: crypto.randomUUID(),
      spent: null,
      device: "d",
      presale: null,
    }));
    const places = await objectEnv.INTAKE.getByName(name).joinAll(joins);
    expect(places.map((place) => (place.ok ? place.value.number : place.code))).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it("[QH2] a place is valid only on the device that requested it last", async () => {
    const scheduleId = await newSchedule();
    const intake = objectEnv.INTAKE.getByName(`${scheduleId}:0`);
    for (const device of ["phone", "desk", "phone"]) {
      await intake.join({ accountId: "ada", spent: null, device, presale: null });
      expect(await intake.placeOf({ accountId: "ada" })).toEqual({
        number: 1,
        device,
        presale: null,
      });
    }
    expect(await intake.placeOf({ accountId: "bob" })).toBeNull();
  });
});
