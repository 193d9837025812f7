import type { CreateSchedule } from "../../../contract/admin/catalog-changes.ts";

type Fault = { pointer: string; detail: string };
type Times = Pick<CreateSchedule, "startsAt" | "doorsAt" | "saleOpensAt" | "saleClosesAt">;

/** Why a date with these times could not sell a ticket. */
export function faultsOfTimes(times: Times, now: number): Fault[] {
  const at = (name: keyof Times) => Date.parse(times[name] ?? "");
  const faults: [name: keyof Times, isFault: boolean, detail: string][] = [
    ["startsAt", at("startsAt") <= now, "the show must start in the future"],
    ["doorsAt", at("doorsAt") > at("startsAt"), "the doors must open before the show starts"],
    ["saleClosesAt", at("saleClosesAt") <= now, "the sale must close in the future"],
    [
      "saleClosesAt",
      at("saleClosesAt") > at("startsAt"),
      "the sale must close by the time the show starts",
    ],
    ["saleOpensAt", at("saleOpensAt") >= at("saleClosesAt"), "the sale must open before it closes"],
  ];
  return faults.flatMap(([name, isFault, detail]) =>
    isFault ? [{ pointer: `/${name}`, detail }] : [],
  );
}
