import type { CodedSeats } from "../../../contract/sale/holds.ts";
import { request } from "../../api/request.ts";

/** The free seats that a code opens. Apart from the sale's other requests, which are in the first load. */
export const findCodedSeats = (scheduleId: string, code: string) =>
  request<CodedSeats>(`/schedules/${encodeURIComponent(scheduleId)}/coded-seats`, {
    method: "POST",
    body: { code },
    isRepeatable: true,
    attemptsMax: 2,
  });
